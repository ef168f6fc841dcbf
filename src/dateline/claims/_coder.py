"""Article → claims: patterns find the acts; earlier stages say who, when, where, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dateline import __version__
from dateline.actors import ArticleActors, KnowledgeBase, find_actors, load_knowledge_base
from dateline.attributions import find_attributions, in_direct_speech, source_chain
from dateline.claims._confidence import confidence_of
from dateline.claims._contexts import contexts_of
from dateline.claims._days import not_past
from dateline.claims._drafts import Draft
from dateline.claims._gates import join_purposes, meets_requirements, without_repetitions
from dateline.claims._ontology import Ontology, load_ontology
from dateline.claims._parties import find_parties, inherit_countries
from dateline.claims._patterns import handled_thing
from dateline.claims._read_acts import read_acts
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

CODER = "dateline-acts"
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
    standing = [d for d in inherit_countries(drafts) if meets_requirements(d)]
    kept = without_repetitions(join_purposes(standing))
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
    for act in read_acts(paragraph.doc, ontology):
        token = act.token
        sent = token.sent
        speaker = _speaker(reading, paragraph.span(token.i, token.i + 1))
        yield Draft(
            paragraph_index=index,
            token=token,
            type=act.type,
            pattern=act.pattern,
            probability=act.probability,
            status=act.status,
            actors=find_parties(reading.parsed, reading.actors, index, act.actors, speaker),
            recipients=find_parties(reading.parsed, reading.actors, index, act.recipients, speaker),
            span=paragraph.span(token.i, token.i + 1),
            sentence=paragraph.span(sent.start, sent.end),
            role=paragraph.paragraph.role,
            mode=act.mode,
            quoted=in_direct_speech(reading.attributions, paragraph.span(token.i, token.i + 1)),
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


def _claim(reading: _Reading, draft: Draft, ontology: Ontology) -> Claim:
    parsed, index, token = reading.parsed, draft.paragraph_index, draft.token
    time, time_span = governing_time(parsed, index, token, reading.times)
    time = not_past(time, draft.status, parsed.article.published)
    place, place_span = place_of_act(parsed, index, token, reading.places)
    source = source_chain(parsed, reading.attributions, index, token)
    event_type = ontology.types[draft.type]
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
        quote=draft.quoted,
        evidence=_evidence(draft, time_span, place_span, source),
        confidence=confidence_of(
            draft.probability, draft.pattern is not None, draft.actors, draft.recipients
        ),
        coder=CODER,
        version=__version__,
        contexts=contexts_of(token.sent),
        why=_why(draft),
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


def _why(draft: Draft) -> str:
    """Say what decided: the ontology's line, the model's probability, or both."""
    parts = [draft.pattern.key] if draft.pattern else []
    parts += [f"model {draft.probability:.2f}"] if draft.probability is not None else []
    return " + ".join(parts)


def _claim_id(article: Article, draft: Draft) -> str:
    key = (article.id, draft.span, draft.type, [a.raw for a in draft.actors + draft.recipients])
    return sha256(repr(key).encode()).hexdigest()[:16]
