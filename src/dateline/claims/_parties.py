"""Whom the heads of a role name: the article's actors, with what only the act's sentence can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.actors import ArticleActors
from dateline.claims._drafts import Draft, is_party
from dateline.claims._syntax import conjuncts, owner
from dateline.language import ParsedArticle
from dateline.records import Actor

__all__ = ["find_parties", "inherit_countries"]

_PLURAL = frozenset({"they", "their", "them", "themselves", "both"})


def find_parties(
    parsed: ParsedArticle,
    actors: ArticleActors,
    index: int,
    heads: Sequence[Token],
    speaker: Actor | None,
) -> tuple[Actor, ...]:
    """Return the actors that the heads in paragraph ``index`` name, each once, in order.

    A head that names nobody known comes as a bare mention: its words and place, all else None.
    """
    found: dict[tuple[int, int, str | None, str | None], Actor] = {}
    offset = parsed.paragraphs[index].paragraph.start
    for head in heads:
        if any(a.start <= offset + head.idx < a.end and is_party(a) for a in found.values()):
            continue
        for actor in _named(actors, index, head, speaker):
            found.setdefault((actor.start, actor.end, actor.country, actor.id), actor)
    return tuple(found.values())


def _named(actors: ArticleActors, index: int, head: Token, speaker: Actor | None) -> tuple[Actor, ...]:
    """Return whom the phrase names; "Maduro's response" acts through its owner."""
    if (several := _coordinated_before(actors, index, head)) is not None:
        return several
    named = actors.of(index, head, speaker=speaker)
    owners = (a for o in owner(head) for a in actors.of(index, o, speaker=speaker))
    return named or tuple(owners) or (actors.mention(index, head),)


def _coordinated_before(actors: ArticleActors, index: int, head: Token) -> tuple[Actor, ...] | None:
    """Read "cooperation between A and B, including their support": the plural takes up the pair just named."""
    if head.lower_ not in _PLURAL:
        return None
    for token in reversed(head.doc[head.sent.start : head.i]):
        pair = conjuncts(token)
        if len(pair) > 1 and token.ent_type_ and pair[-1].i < head.i:
            mention = actors.mention(index, head)
            found = [a for member in pair for a in actors.of(index, member) if is_party(a)]
            moved = {
                (a.country, a.id): replace(
                    a, raw=mention.raw, start=mention.start, end=mention.end, basis="coreference"
                )
                for a in found
            }
            return tuple(moved.values()) if len(moved) > 1 else None
    return None


def inherit_countries(drafts: Sequence[Draft]) -> list[Draft]:
    """Give "several officials" the country of the "US officials" that the article named before.

    Not so "the army": which one it is, coreference has said if it could.
    """
    countries: dict[tuple[str, str | None], Actor] = {}
    done = []
    for draft in drafts:
        both = [tuple(_inherited(a, countries) for a in side) for side in (draft.actors, draft.recipients)]
        for actor in (a for side in both for a in side):
            if actor.country is not None and actor.sector is not None:
                countries[(_head_word(actor), actor.sector)] = actor
        done.append(replace(draft, actors=both[0], recipients=both[1]))
    return done


def _inherited(actor: Actor, countries: dict[tuple[str, str | None], Actor]) -> Actor:
    known = countries.get((_head_word(actor), actor.sector))
    settled = actor.country is not None or actor.sector is None or actor.name is not None
    if settled or known is None or actor.raw.casefold().startswith("the "):
        return actor
    key = f"{known.country} {actor.sector}"
    return replace(actor, country=known.country, id=key, basis="coreference", confidence=0.6)


def _head_word(actor: Actor) -> str:
    """Return the last word of the phrase before any preposition: "officials of the bank" → officials."""
    words = actor.raw.casefold().split()
    cut = next((n for n, w in enumerate(words) if n and w in {"of", "in", "from", "at", "with"}), len(words))
    return words[cut - 1] if words else ""
