"""The actors of one article: noun phrases resolved in the light of what the article said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.actors._knowledge import KnowledgeBase, load_knowledge_base
from dateline.actors._noun_phrases import phrase_tokens
from dateline.actors._persons import person_id
from dateline.actors._phrase import resolve
from dateline.actors._tables import courtesies, status_words, titles
from dateline.actors._text import fold, words_of
from dateline.language import ParsedArticle
from dateline.records import Actor

_SINGULAR = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ourselves", "myself"})
_POINTING = frozenset({"the", "that", "this", "these", "those"})
_COUNTRY_NOUNS = frozenset({"country", "nation", "neighbor", "neighbour", "republic"})
_PAIRS = frozenset(
    {
        "sides",
        "countries",
        "nations",
        "parties",
        "leaders",
        "governments",
        "neighbors",
        "neighbours",
        "men",
        "powers",
    }
)
_PERSON_NOUNS = frozenset(
    [
        "leader",
        "president",
        "premier",
        "minister",
        "diplomat",
        "official",
        "politician",
        "chancellor",
        "man",
        "woman",
        "lawmaker",
        "senator",
        "ruler",
        "strongman",
        "dictator",
        "ambassador",
        "envoy",
        "general",
        "commander",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "governor",
        "mayor",
        "secretary",
        "chief",
        "head",
        "cleric",
        "businessman",
        "activist",
        "candidate",
        "lawyer",
        "judge",
        "prosecutor",
        "king",
        "queen",
        "prince",
        "pope",
        "analyst",
        "expert",
    ]
)
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Mention:
    """An actor where the article names it: place in reading order, and what pronouns can stand for it."""

    paragraph: int
    token: int
    actor: Actor
    kind: str
    subject: bool
    gender: str | None = None


class ArticleActors:
    """Who the noun phrases of one article name. Offsets of the actors are those of the article's text."""

    def __init__(self, parsed: ParsedArticle, day: str | None, base: KnowledgeBase) -> None:
        self._parsed, self._day, self._base = parsed, day, base
        self._mentions: list[_Mention] = []
        self._people: dict[str, _Mention] = {}
        for number, paragraph in enumerate(parsed.paragraphs):
            for chunk in paragraph.doc.noun_chunks:
                self._register(number, chunk.root)

    def of(
        self, paragraph_index: int, token: Token, *, day: str | None = None, speaker: Actor | None = None
    ) -> tuple[Actor, ...]:
        """Return the actors named by the noun phrase that ``token`` heads; empty where it names none.

        ``day`` (ISO) is that of the claim, by default the article's; ``speaker`` is who says "I" and "we"
        where the token stands in a quotation.
        """
        mention = self.mention(paragraph_index, token)
        found = self._find(paragraph_index, token, mention, day or self._day, speaker)
        return tuple(_placed(a, mention) for a in found)

    def mention(self, paragraph_index: int, token: Token) -> Actor:
        """Return the noun phrase that ``token`` heads as an unresolved actor: words and place only."""
        span = self._parsed.paragraphs[paragraph_index].span(*phrase_tokens(token))
        return Actor(raw=self._parsed.article.text[span[0] : span[1]], start=span[0], end=span[1])

    def _find(
        self, number: int, token: Token, mention: Actor, day: str | None, speaker: Actor | None
    ) -> tuple[Actor, ...]:
        if token.pos_ == "PRON" or (
            token.lower_ in _SINGULAR | dict.fromkeys(_PLURAL | _NEUTER | _FIRST) and token.pos_ != "PROPN"
        ):
            return self._pronoun(number, token, speaker)
        if pair := self._pair(number, token):
            return pair
        context = self._context(number, token)
        if known := self._introduced(number, token, mention):
            return known
        found = resolve(mention.raw, day=day, context=context, knowledge_base=self._base)
        return self._definite(number, token, found, day) or found

    def _register(self, number: int, token: Token) -> None:
        """Note who a noun phrase names, for what the text says of them later."""
        if token.pos_ == "PRON":
            return
        mention = self.mention(number, token)
        found = self._introduced(number, token, mention) or resolve(
            mention.raw, day=self._day, knowledge_base=self._base
        )
        for actor in found or self._unknown_person(token, mention):
            self._note(number, token, _placed(actor, mention))

    def _unknown_person(self, token: Token, mention: Actor) -> Iterator[Actor]:
        """A person whom only the recogniser of names knows; so that a namesake is not taken for them."""
        entity = next((e for e in token.doc[token.i : token.i + 1].ents if e.label_ == "PERSON"), None)
        if token.ent_type_ == "PERSON":
            entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
        if entity is not None and len(entity) > 1:
            yield replace(
                mention, name=entity.text, id=person_id(entity.text, None), basis="name", confidence=0.3
            )

    def _note(self, number: int, token: Token, actor: Actor) -> None:
        kind = "person" if actor.name and (actor.id or "").startswith("person:") else "group"
        if kind == "group" and actor.basis in ("name", "metonym", "demonym"):
            kind = (
                "country" if actor.country and actor.id in (actor.country, f"{actor.country} GOV") else "body"
            )
        subject = token.dep_ in ("nsubj", "nsubjpass")
        mention = _Mention(number, token.i, actor, kind, subject, _gender(actor))
        self._mentions.append(mention)
        if kind == "person" and actor.name:
            self._introduce(mention, actor.name)

    def _introduce(self, mention: _Mention, name: str) -> None:
        """File a person under the surname, as the tables have it and as it stands in the text."""
        words = _name_words(name)
        own = [w for w in _name_words(mention.actor.raw) if w in words]
        for word in {*words[-1:], *own[-1:]}:
            known = self._people.get(word)
            if known is None or (known.actor.sector is None and known.actor.id == mention.actor.id):
                self._people[word] = mention

    def _before(self, number: int, token: Token) -> Iterator[_Mention]:
        """Mentions before a token, the nearest first; subjects of the same distance go before others."""
        here = (number, token.i)
        earlier = [m for m in self._mentions if (m.paragraph, m.token) < here]
        return iter(earlier[-_REACH:][::-1])

    def _introduced(self, number: int, token: Token, mention: Actor) -> tuple[Actor, ...]:
        """A surname (with Mr or a title) of somebody the article has introduced."""
        words = [w for w in words_of(mention.raw) if not w.is_possessive]
        names = [w.folded for w in words if w.folded not in courtesies() and w.folded not in titles()]
        bare = [n for n in names if n not in status_words()["former"] and n != "the"]
        if len(bare) != 1 or not token.text[:1].isupper():
            return ()
        known = self._people.get(bare[0])
        if (
            known
            and (known.paragraph, known.token) < (number, token.i)
            and len(_name_words(known.actor.name or "")) > 1
        ):
            return (replace(known.actor, basis="coreference"),)
        return ()

    def _pronoun(self, number: int, token: Token, speaker: Actor | None) -> tuple[Actor, ...]:
        word = token.lower_
        if word in _FIRST:
            return (speaker,) if speaker else ()
        if word in ("who", "which", "that", "whom"):
            return self._relative(number, token)
        kinds = (
            ("person",)
            if word in _SINGULAR
            else ("group", "body", "person")
            if word in _PLURAL
            else ("country", "body", "group")
        )
        gender = _SINGULAR.get(word)
        fits = [
            m
            for m in self._before(number, token)
            if (m.kind in kinds and m.gender in (None, gender)) or (m.kind in kinds and not gender)
        ]
        if not fits:
            return ()
        near = [m for m in fits if m.paragraph == fits[0].paragraph][:6]
        chosen = next((m for m in near if m.subject), near[0])
        same = [m for m in self._mentions if (m.paragraph, m.token) == (chosen.paragraph, chosen.token)]
        found = same if word in _PLURAL else [chosen]
        return tuple(
            replace(m.actor, basis="coreference", confidence=round(m.actor.confidence * 0.8, 2))
            for m in found
        )

    def _relative(self, number: int, token: Token) -> tuple[Actor, ...]:
        verb = token.head
        noun = verb.head if verb.dep_ == "relcl" else None
        return self.of(number, noun) if noun is not None and noun.pos_ != "PRON" else ()

    def _pair(self, number: int, token: Token) -> tuple[Actor, ...]:
        """ "Both sides", "the two countries": the last two that the text named."""
        determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "predet")}
        if token.lower_ not in _PAIRS or not determiners & {"both", "two"}:
            return ()
        found: dict[str, Actor] = {}
        for mention in self._before(number, token):
            country = mention.actor.country
            if country and country not in found:
                found[country] = mention.actor
            if len(found) == 2:
                return tuple(
                    replace(a, basis="coreference", confidence=0.6) for a in reversed(found.values())
                )
        return ()

    def _context(self, number: int, token: Token) -> str | None:
        """The country that "the country" or an office without one belongs to: the last one named."""
        return next((m.actor.country for m in self._before(number, token) if m.actor.country), None)

    def _definite(
        self, number: int, token: Token, found: tuple[Actor, ...], day: str | None
    ) -> tuple[Actor, ...]:
        """ "The authoritarian leader", "that country": whom or what the text last named so."""
        determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
        if (
            not determiners & _POINTING
            or any(a.name for a in found)
            or any(c.dep_ in ("prep", "poss") for c in token.children)
        ):
            return ()
        if token.lower_ in _COUNTRY_NOUNS:
            wanted: tuple[str, ...] = ("country",)
        elif token.lower_ in _PERSON_NOUNS:
            wanted = ("person",)
        else:
            return ()
        for mention in self._before(number, token):
            actor = mention.actor
            if mention.kind in wanted and (wanted == ("country",) or _alike(actor, found)):
                return (replace(actor, basis="coreference", confidence=0.6),)
        return ()


def find_actors(
    parsed: ParsedArticle, *, day: str | None = None, knowledge_base: KnowledgeBase | None = None
) -> ArticleActors:
    """Return the actors of a parsed article; ``day`` is by default the day it was published."""
    return ArticleActors(parsed, day or parsed.article.published, knowledge_base or load_knowledge_base())


def _placed(actor: Actor, mention: Actor) -> Actor:
    return replace(actor, raw=mention.raw, start=mention.start, end=mention.end)


def _name_words(name: str) -> list[str]:
    return [w for w in fold(name).split() if w not in courtesies() and w not in titles() and w != "'s"]


def _gender(actor: Actor) -> str | None:
    words = set(fold(actor.raw).split())
    if words & {"mr", "sir", "king", "prince", "spokesman", "chairman", "he", "lord", "father"}:
        return "m"
    if words & {"mrs", "ms", "miss", "queen", "princess", "spokeswoman", "chairwoman", "lady", "madam"}:
        return "f"
    return None


def _alike(actor: Actor, found: tuple[Actor, ...]) -> bool:
    """Whether a person named before can be who a description without a name means."""
    sectors = {s for a in found for s in a.sectors}
    countries = {a.country for a in found if a.country and a.basis != "office"}
    if countries and actor.country not in countries:
        return False
    return not sectors or not actor.sectors or bool(sectors & set(actor.sectors))
