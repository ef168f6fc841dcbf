"""Article → claims: patterns find the acts; earlier stages say who, when, where, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from spacy.tokens import Token

from dateline import __version__
from dateline.actors import ArticleActors, KnowledgeBase, find_actors, load_knowledge_base
from dateline.attributions import find_attributions, in_direct_speech, source_chain
from dateline.claims._arguments import find_roles
from dateline.claims._drafts import Draft, is_party
from dateline.claims._gates import join_purposes, meets_requirements, without_repetitions
from dateline.claims._ontology import Ontology, load_ontology
from dateline.claims._patterns import handled_thing, match_patterns
from dateline.claims._status import status_of
from dateline.claims._syntax import owner
from dateline.language import ParsedArticle, parse_articles
from dateline.places import find_places, place_of_act
from dateline.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Evidence,
    Paragraph,
    PlaceMention,
    SourceLink,
    Span,
    TimeExpression,
)
from dateline.times import find_times, governing_time

__all__ = ["CODER", "CodedArticle", "code_articles", "code_parsed"]

CODER = "dateline-patterns"
_CODED_LANGUAGES = frozenset({"en", None})


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article with all that was read in it. Spans are offsets into the article's text."""

    article: Article
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the earlier stages read in one article."""

    parsed: ParsedArticle
    actors: ArticleActors
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    attributions: tuple[Attribution, ...]


def code_articles(
    articles: Iterable[Article], *, ontology: Path | None = None, actors: Path | None = None
) -> Iterator[CodedArticle]:
    """Yield each article with its claims, in order; only English is coded, others come without claims.

    ``ontology`` and ``actors`` are a user's own files, which win over what ships with the package.
    Raises ConfigurationError where one of them is wrong.
    """
    event_ontology, knowledge_base = load_ontology(ontology), load_knowledge_base(actors)
    parsed_articles = parse_articles(articles, wanted=_is_coded)
    return (code_parsed(parsed, event_ontology, knowledge_base) for parsed in parsed_articles)


def _is_coded(article: Article, paragraph: Paragraph) -> bool:
    return article.language in _CODED_LANGUAGES


def code_parsed(parsed: ParsedArticle, ontology: Ontology, knowledge_base: KnowledgeBase) -> CodedArticle:
    """Return one parsed article with its claims, in order of their triggers."""
    reading = _read(parsed, knowledge_base)
    drafts = [d for i in range(len(parsed.paragraphs)) for d in _paragraph_drafts(reading, i, ontology)]
    kept = without_repetitions(join_purposes([d for d in drafts if meets_requirements(d)]))
    claims = tuple(_claim(reading, draft, ontology) for draft in kept)
    return CodedArticle(parsed.article, claims, reading.attributions, reading.places, reading.times)


def _read(parsed: ParsedArticle, knowledge_base: KnowledgeBase) -> _Reading:
    article = parsed.article
    actors = find_actors(parsed, day=article.published, knowledge_base=knowledge_base)

    return _Reading(
        parsed,
        actors,
        find_times(article, parsed=parsed),
        find_places(parsed),
        find_attributions(parsed),
    )


def _paragraph_drafts(reading: _Reading, index: int, ontology: Ontology) -> Iterator[Draft]:
    paragraph = reading.parsed.paragraphs[index]
    for token, pattern in match_patterns(ontology, paragraph.doc):
        status = status_of(token)
        if status is None:
            continue
        roles = find_roles(token, pattern)
        speaker = _speaker(reading, paragraph.span(token.i, token.i + 1))
        sent = token.sent
        yield Draft(
            paragraph_index=index,
            token=token,
            pattern=pattern,
            status=status,
            actors=_resolve(reading, index, roles.actors, speaker),
            recipients=_resolve(reading, index, roles.recipients, speaker),
            span=paragraph.span(token.i, token.i + 1),
            sentence=paragraph.span(sent.start, sent.end),
            role=paragraph.paragraph.role,
            mode=pattern.flags.get("mode"),
        )


def _speaker(reading: _Reading, span: Span) -> Actor | None:
    """Return who says the words at the span in direct speech: the "we" and "I" of a quotation."""
    for attribution in reading.attributions:
        inside = any(start <= span[0] and span[1] <= end for start, end in attribution.content)
        if attribution.direct and inside and attribution.source is not None:
            return _actor_at(reading, attribution.source)
    return None


def _actor_at(reading: _Reading, span: Span) -> Actor | None:
    for index, paragraph in enumerate(reading.parsed.paragraphs):
        offset = paragraph.paragraph.start
        words = paragraph.doc.char_span(span[0] - offset, span[1] - offset, alignment_mode="expand")
        if span[0] >= offset and words is not None and span[1] <= paragraph.paragraph.end:
            return next(iter(reading.actors.of(index, words.root)), None)
    return None


def _resolve(
    reading: _Reading, index: int, heads: Sequence[Token], speaker: Actor | None
) -> tuple[Actor, ...]:
    found: dict[tuple[int, int, str | None, str | None], Actor] = {}
    offset = reading.parsed.paragraphs[index].paragraph.start
    for head in heads:
        if any(a.start <= offset + head.idx < a.end and is_party(a) for a in found.values()):
            continue
        for actor in _named(reading, index, head, speaker):
            found.setdefault((actor.start, actor.end, actor.country, actor.id), actor)
    return tuple(found.values())


def _named(reading: _Reading, index: int, head: Token, speaker: Actor | None) -> tuple[Actor, ...]:
    """Return whom the phrase names; "Maduro's response" acts through its owner."""
    actors = reading.actors.of(index, head, speaker=speaker)
    owners = (a for o in owner(head) for a in reading.actors.of(index, o, speaker=speaker))
    return actors or tuple(owners) or (reading.actors.mention(index, head),)


def _claim(reading: _Reading, draft: Draft, ontology: Ontology) -> Claim:
    parsed, index, token = reading.parsed, draft.paragraph_index, draft.token
    time, time_span = governing_time(parsed, index, token, reading.times)
    place, place_span = place_of_act(parsed, index, token, reading.places)
    source = source_chain(parsed, reading.attributions, index, token)
    event_type = ontology.types[draft.pattern.type]
    cameo = event_type.cameo_of(draft.mode, draft.pattern)
    return Claim(
        id=_claim_id(parsed.article, draft),
        article=parsed.article.id,
        type=event_type.name,
        mode=draft.mode,
        cameo=cameo,
        goldstein=ontology.goldstein_of(cameo),
        quad=event_type.quad,
        actors=draft.actors,
        recipients=draft.recipients,
        time=time,
        place=place,
        status=draft.status,
        source=source,
        quote=in_direct_speech(reading.attributions, draft.span),
        evidence=_evidence(draft, time_span, place_span, source),
        confidence=_confidence(draft),
        coder=CODER,
        version=__version__,
        why=draft.pattern.key,
        trigger=draft.token.lemma_.lower(),
        thing=handled_thing(draft.token, draft.pattern),
    )


def _evidence(draft: Draft, time: Span | None, place: Span | None, source: Sequence[SourceLink]) -> Evidence:
    return Evidence(
        trigger=draft.span,
        sentence=draft.sentence,
        actors=tuple((a.start, a.end) for a in draft.actors),
        recipients=tuple((r.start, r.end) for r in draft.recipients),
        time=time,
        place=place,
        source=tuple(link.span for link in source if link.span is not None),
    )


def _confidence(draft: Draft) -> float:
    """First guess, by how much of the frame is filled; 0 to 1."""
    filled = 0.2 * bool(draft.actors) + 0.2 * bool(draft.recipients) + 0.1 * (draft.token.pos_ == "VERB")
    return float(round(min(0.95, 0.4 + filled + 0.02 * draft.pattern.specificity), 2))


def _claim_id(article: Article, draft: Draft) -> str:
    key = (article.id, draft.span, draft.pattern.type, [a.raw for a in draft.actors + draft.recipients])
    return sha256(repr(key).encode()).hexdigest()[:16]
