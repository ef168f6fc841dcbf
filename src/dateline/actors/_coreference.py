"""The actors of one article: noun phrases resolved in the light of what the article said before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Token

from dateline.actors._knowledge import KnowledgeBase, load_knowledge_base
from dateline.actors._noun_phrases import NO_ACTORS, phrase_heads, phrase_tokens, points_back
from dateline.actors._persons import person_id
from dateline.actors._phrase import resolve
from dateline.actors._tables import courtesies, status_words, title_words, words_named
from dateline.actors._text import fold, words_of
from dateline.language import ParsedArticle
from dateline.records import Actor

_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ourselves", "myself"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PRONOUNS = frozenset(_GENDERS) | _PLURAL | _NEUTER | _FIRST
_POINTING = frozenset({"the", "that", "this", "these", "those"})
# Bodies of a state that a text names without it, once the state is known: "the army", "the opposition".
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"})
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Mention:
    """An actor where the article names it: place in reading order, and what pronouns can stand for it."""

    place: tuple[int, int]
    actor: Actor
    kind: str
    subject: bool
    gender: str | None = None


class ArticleActors:
    """Who the noun phrases of one article name. Offsets of the actors are those of the article's text."""

    def __init__(self, parsed: ParsedArticle, day: str | None, base: KnowledgeBase) -> None:
        self._parsed, self._day, self._base = parsed, day, base
        self._mentions: list[_Mention] = []
        self._places: list[tuple[int, int]] = []
        self._people: dict[str, _Mention] = {}
        self._resolved: dict[tuple[str, str | None, str | None], tuple[Actor, ...]] = {}
        for number, paragraph in enumerate(parsed.paragraphs):
            for head in phrase_heads(paragraph.doc):
                self._register(number, paragraph.doc[head])

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
        start, end = self._parsed.paragraphs[paragraph_index].span(*phrase_tokens(token))
        return Actor(raw=self._parsed.article.text[start:end], start=start, end=end)

    def _find(
        self, number: int, token: Token, mention: Actor, day: str | None, speaker: Actor | None
    ) -> tuple[Actor, ...]:
        if token.ent_type_ in NO_ACTORS:
            return ()
        if token.pos_ == "PRON" or (token.lower_ in _PRONOUNS and not token.is_upper):
            return self._pronoun(number, token, speaker)
        if found := self._pair(number, token) or self._introduced(number, token, mention):
            return found
        context = self._context(number, token)
        found = self._resolve(mention.raw, day, context)
        if context:
            found = tuple(_stated(a, self._resolve(mention.raw, day, None)) for a in found)
        found = self._definite(number, token, found) or self._of_state(token, found, context)
        return self._shared(number, token, found)

    def _resolve(self, raw: str, day: str | None, context: str | None) -> tuple[Actor, ...]:
        key = (raw, day, context)
        if key not in self._resolved:
            self._resolved[key] = resolve(raw, day=day, context=context, knowledge_base=self._base)
        return self._resolved[key]

    def _register(self, number: int, token: Token) -> None:
        """Note who a noun phrase names, for what the text says of them later."""
        if token.pos_ == "PRON" or token.ent_type_ in NO_ACTORS:
            return
        mention = self.mention(number, token)
        if points_back(token):
            found = self._find(number, token, mention, self._day, None)
        else:
            found = self._introduced(number, token, mention) or self._resolve(mention.raw, self._day, None)
        for actor in found or self._unknown_person(token, mention):
            self._note(number, token, _placed(actor, mention))

    def _unknown_person(self, token: Token, mention: Actor) -> Iterator[Actor]:
        """A person whom only the recogniser of names knows; so that a namesake is not taken for them."""
        if token.ent_type_ != "PERSON":
            return
        entity = next(e for e in token.doc.ents if e.start <= token.i < e.end)
        if len(entity) > 1:
            identity = person_id(entity.text, None)
            yield replace(mention, name=entity.text, id=identity, basis="name", confidence=0.3)

    def _note(self, number: int, token: Token, actor: Actor) -> None:
        actor = self._as_described(actor)
        subject = token.dep_ in ("nsubj", "nsubjpass")
        mention = _Mention((number, token.i), actor, _kind(actor), subject, _gender(actor))
        at = bisect_left(self._places, mention.place)
        while at < len(self._places) and self._places[at] == mention.place:
            at += 1
        self._places.insert(at, mention.place)
        self._mentions.insert(at, mention)
        if mention.kind == "person" and actor.name:
            self._introduce(mention, actor.name)

    def _as_described(self, actor: Actor) -> Actor:
        """A bare name that the text described before keeps that description."""
        known = (
            self._people.get(_name_words(actor.name)[-1]) if actor.name and _name_words(actor.name) else None
        )
        if actor.sector is None and known and known.actor.id == actor.id:
            return _placed(known.actor, actor)
        return actor

    def _introduce(self, mention: _Mention, name: str) -> None:
        """File a person under the surname, as the tables have it and as it stands in the text."""
        words = _name_words(name)
        own = [w for w in _name_words(mention.actor.raw) if w in words]
        for word in {*words[-1:], *own[-1:]}:
            known = self._people.get(word)
            better = known and known.actor.id == mention.actor.id and not known.actor.sector
            if known is None or (better and mention.actor.sector):
                self._people[word] = mention

    def _before(self, number: int, token: Token) -> list[_Mention]:
        """Mentions before a token, the nearest first."""
        at = bisect_left(self._places, (number, token.i))
        return self._mentions[max(0, at - _REACH) : at][::-1]

    def _introduced(self, number: int, token: Token, mention: Actor) -> tuple[Actor, ...]:
        """A surname (with Mr or a title) of somebody the article has introduced."""
        if not token.text[:1].isupper():
            return ()
        plain = _plain_words()
        names = [w.folded for w in words_of(mention.raw) if w.folded not in plain]
        known = self._people.get(names[0]) if len(names) == 1 else None
        if known and known.place < (number, token.i) and len(_name_words(known.actor.name or "")) > 1:
            return (replace(known.actor, basis="coreference"),)
        return ()

    def _pronoun(self, number: int, token: Token, speaker: Actor | None) -> tuple[Actor, ...]:
        word = token.lower_
        if word in _FIRST:
            return (speaker,) if speaker else ()
        if word in _RELATIVE:
            return self._relative(number, token)
        if word in _GENDERS:
            return self._antecedent(number, token, ("person",), _GENDERS[word])
        if word in _PLURAL:
            return self._antecedent(number, token, ("group", "body", "person"), None, plural=True)
        return self._antecedent(number, token, ("country", "body", "group"), None) if word in _NEUTER else ()

    def _antecedent(
        self, number: int, token: Token, kinds: tuple[str, ...], gender: str | None, *, plural: bool = False
    ) -> tuple[Actor, ...]:
        """The nearest mention of these kinds, a subject of its paragraph before others."""
        fits = [m for m in self._before(number, token) if m.kind in kinds and m.actor.id]
        fits = [m for m in fits if not gender or m.gender in (None, gender)]
        if not fits:
            return ()
        near = [m for m in fits if m.place[0] == fits[0].place[0]][:6]
        chosen = next((m for m in near if m.subject), near[0])
        same = [m for m in self._mentions if m.place == chosen.place] if plural else [chosen]
        return tuple(_referred(m.actor, 0.8) for m in same)

    def _relative(self, number: int, token: Token) -> tuple[Actor, ...]:
        verb = token.head
        noun = verb.head if verb.dep_ == "relcl" else None
        return self.of(number, noun) if noun is not None and noun.pos_ != "PRON" else ()

    def _pair(self, number: int, token: Token) -> tuple[Actor, ...]:
        """ "Both sides", "the two countries": the last two that the text named."""
        if token.lower_ not in words_named("pair_nouns"):
            return ()
        if not {"both", "two"} & {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "predet")}:
            return ()
        found: dict[str, Actor] = {}
        for mention in self._before(number, token):
            country = mention.actor.country
            if country and country not in found:
                found[country] = mention.actor
            if len(found) == 2:
                return tuple(_referred(a, 0.7) for a in reversed(found.values()))
        return ()

    def _context(self, number: int, token: Token) -> str | None:
        """The country that "its", "that country" or an office without one belongs to."""
        owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in _PRONOUNS), None)
        if owner is not None:
            return next((a.country for a in self._pronoun(number, owner, None)), None)
        words = [t.lower_ for t in token.subtree]
        if any(
            a in ("that", "this", "same") and b in words_named("country_nouns") for a, b in pairwise(words)
        ):
            return self._other_country(number, token)
        return next((m.actor.country for m in self._before(number, token) if m.actor.country), None)

    def _other_country(self, number: int, token: Token) -> str | None:
        """ "That country": whom the sentences before were about, not those of the sentence at hand."""
        before = self._before(number, token)
        inside = {(number, t.i) for t in token.sent}
        here = {m.actor.country for m in before if m.place in inside}
        here |= {
            a.country
            for t in token.subtree
            if t.ent_type_ == "GPE"
            for a in self._resolve(t.text, None, None)
        }
        earlier = [
            m for m in before if m.place not in inside and m.actor.country and m.actor.country not in here
        ]
        near = [m for m in earlier if m.place[0] == earlier[0].place[0]]
        return next((m.actor.country for m in [*(m for m in near if m.subject), *near]), None)

    def _definite(self, number: int, token: Token, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "The authoritarian leader", "that country": whom or what the text last named so."""
        determiners = {c.lower_ for c in token.children if c.dep_ == "det"}
        owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
        if not determiners & _POINTING or owned or any(a.name and a.basis != "coreference" for a in found):
            return ()
        if token.lower_ in words_named("country_nouns"):
            country = self._context(number, token)
            return (
                (Actor("", 0, 0, country=country, id=country, basis="coreference", confidence=0.6),)
                if country
                else ()
            )
        if token.lower_ not in words_named("person_nouns"):
            return ()
        for mention in self._before(number, token):
            if mention.kind == "person" and _alike(mention.actor, found):
                return (_referred(mention.actor, 0.7),)
        return ()

    def _shared(self, number: int, token: Token, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "Banks" in "Russian companies and banks" are Russian too."""
        if token.dep_ != "conj" or len(found) != 1 or found[0].country or found[0].id or not found[0].sector:
            return found
        if any(c.dep_ == "det" for c in token.children):
            return found
        country = next((a.country for a in self.of(number, token.head) if a.basis == "agent"), None)
        return (replace(found[0], country=country, id=f"{country} {found[0].sector}"),) if country else found

    def _of_state(self, token: Token, found: tuple[Actor, ...], context: str | None) -> tuple[Actor, ...]:
        """ "The army", "the government": that of the country the text last named."""
        definite = any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)
        if not context or not definite or len(found) != 1 or token.tag_ not in ("NN", "NNP", "NNS"):
            return found
        actor = found[0]
        if actor.country or actor.id or actor.sector not in _STATE_SECTORS:
            return found
        return (
            replace(
                actor, country=context, id=f"{context} {actor.sector}", basis="coreference", confidence=0.4
            ),
        )


def find_actors(
    parsed: ParsedArticle, *, day: str | None = None, knowledge_base: KnowledgeBase | None = None
) -> ArticleActors:
    """Return the actors of a parsed article; ``day`` is by default the day it was published."""
    return ArticleActors(parsed, day or parsed.article.published, knowledge_base or load_knowledge_base())


def _placed(actor: Actor, mention: Actor) -> Actor:
    return replace(actor, raw=mention.raw, start=mention.start, end=mention.end)


def _referred(actor: Actor, share: float) -> Actor:
    return replace(actor, basis="coreference", confidence=round(actor.confidence * share, 2))


def _stated(actor: Actor, without: tuple[Actor, ...]) -> Actor:
    """Lower the confidence where only the context gave the country."""
    if actor.country and not any(a.country == actor.country for a in without):
        return replace(actor, basis="coreference", confidence=round(actor.confidence * 0.7, 2))
    return actor


def _kind(actor: Actor) -> str:
    if actor.name and (actor.id or "").startswith("person:"):
        return "person"
    if actor.basis in ("name", "metonym", "demonym", "coreference"):
        return "country" if actor.country and actor.id in (actor.country, f"{actor.country} GOV") else "body"
    return "group"


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    """The words that stand beside a surname and are no part of it."""
    return courtesies() | title_words() | status_words()["former"] | {"the", "'s"}


def _name_words(name: str) -> list[str]:
    return [w for w in fold(name).split() if w not in courtesies() and w not in title_words() and w != "'s"]


def _gender(actor: Actor) -> str | None:
    words = set(fold(actor.raw).split())
    if words & {"mr", "sir", "king", "prince", "spokesman", "chairman", "lord", "father"}:
        return "m"
    if words & {"mrs", "ms", "miss", "queen", "princess", "spokeswoman", "chairwoman", "lady", "madam"}:
        return "f"
    return None


def _alike(actor: Actor, found: tuple[Actor, ...]) -> bool:
    """Whether a person named before can be who a description without a name means."""
    sectors = {s for a in found for s in a.sectors}
    countries = {a.country for a in found if a.country and a.basis != "coreference"}
    if countries and actor.country not in countries:
        return False
    return not sectors or not actor.sectors or bool(sectors & set(actor.sectors))
