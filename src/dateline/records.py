"""The words of the design, as types: every stage takes and yields these records.

Records are frozen, slotted dataclasses. A span is a half-open pair ``(start, end)`` of character
offsets (Unicode code points) into the article's ``text``. A day is an ISO 8601 string, ``YYYY-MM-DD``.
An unknown is ``None``; the ``basis`` beside it says why. Nothing here imports the rest of the project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]

PageKind: TypeAlias = Literal["html", "text"]
ParagraphRole: TypeAlias = Literal["headline", "byline", "dateline", "body", "caption", "quote", "furniture"]
PublishedBasis: TypeAlias = Literal["record", "markup", "text", "caller", "unknown"]
Status: TypeAlias = Literal["happened", "ongoing", "planned", "attempted", "possible", "denied"]
TimeType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
TimeBasis: TypeAlias = Literal["explicit", "relative", "publication", "unknown"]
Granularity: TypeAlias = Literal["day", "week", "month", "season", "year", "decade", "range"]
PlaceBasis: TypeAlias = Literal["named", "actor", "scene", "unknown"]
LineageKind: TypeAlias = Literal["copy", "excerpt", "rewrite", "translation", "citation"]
SourceKind: TypeAlias = Literal["publisher", "outlet", "speaker", "anonymous", "document"]


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: the content, where it came from, and what the container said of it.

    ``id`` is the SHA-256 of location-independent content and metadata, first 16 hex digits, so the same
    page found twice is one page. ``location`` is a path, or ``path#N`` for the N-th record (from 0)
    of a file of many. The optional fields hold what a record, header or column states.
    """

    id: str
    location: str
    content: str
    kind: PageKind
    url: str | None = None
    fetched: str | None = None
    publisher: str | None = None
    published: str | None = None
    headline: str | None = None
    byline: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """An input dropped, with a reason code from ``errors.REJECT_REASONS`` and the place it came from."""

    location: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article's text and the part it plays on the page."""

    start: int
    end: int
    role: ParagraphRole


@dataclass(frozen=True, slots=True)
class Article:
    """The report on a page. Every later offset points into ``text``; furniture stays in place.

    ``published`` is a day; where it is None, ``published_after`` may hold the latest day that the text
    itself proves, as a lower bound. ``cited`` is the outlet whose report the article leans on, and
    ``cited_span`` the words that say so.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: PublishedBasis = "unknown"
    published_after: str | None = None
    headline: str | None = None
    byline: str | None = None
    language: str | None = None
    cited: str | None = None
    cited_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a mention names, as of a day.

    ``country`` is ISO 3166 alpha-3 (or XKX and the like); ``sector`` a PLOVER sector code (GOV, MIL,
    OPP, BUS, IGO, ...), the first of ``sectors``. ``raw`` is the mention's words at ``(start, end)``.
    ``id`` is stable: a person ("person:Q57557"), a body ("org:NATO"), or country and sector
    ("USA GOV"). ``basis`` says how the identity was found: "name", "office", "demonym", "metonym",
    "coreference", "apposition", "agent", "unknown".
    """

    raw: str
    start: int
    end: int
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    office: str | None = None
    id: str | None = None
    wikidata: str | None = None
    basis: str = "unknown"
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time named in a text (TIMEX3, ISO-TimeML).

    ``value`` is the TIMEX3 value; ``begin`` and ``end_day`` the first and last day it covers, both
    included, or None where the text does not fix them (a duration, an unanchored weekday).
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    begin: str | None = None
    end_day: str | None = None
    granularity: Granularity | None = None
    basis: TimeBasis = "unknown"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text, resolved to GeoNames (degrees, WGS 84)."""

    start: int
    end: int
    text: str
    geonameid: int | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that a text lays to somebody: who (source), how (cue), what (content spans).

    ``direct`` is true where the content stands in quotation marks. ``speaker`` is the source's name as
    resolved within the article ("he" → "Yuri Borisov"), or its words where it is anonymous.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    direct: bool
    speaker: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One link of a claim's source chain; chains run from the outside in, the publisher left out."""

    name: str
    kind: SourceKind
    span: Span | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When the claimed act took place: raw words, first and last day (both included), and on what basis."""

    raw: str | None = None
    start: str | None = None
    end: str | None = None
    granularity: Granularity | None = None
    basis: TimeBasis = "unknown"


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where the claimed act took place: raw words, GeoNames id, coordinates (degrees, WGS 84), country."""

    raw: str | None = None
    geonameid: int | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str | None = None
    basis: PlaceBasis = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters each field of a claim rests on; None or empty where the field was derived."""

    trigger: Span
    sentence: Span
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    time: Span | None = None
    place: Span | None = None
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """ONE thing that ONE article says: the unit of everything.

    ``type`` is one of PLOVER's 16 (2022 codebook) or a user's own; ``mode`` and ``contexts`` its finer
    terms; ``cameo`` a CAMEO code, ``goldstein`` its value (-10 to 10), ``quad`` 1 verbal cooperation,
    2 material cooperation, 3 verbal conflict, 4 material conflict. ``source`` is the chain from
    the outside in; empty means that the article says it itself. ``quote`` is true where the trigger
    stands in direct speech. ``confidence`` is calibrated, 0 to 1. ``why`` names the pattern or model
    that decided. ``trigger`` is the lemma of the word that carries the act, ``thing`` the lemma of what it
    handles where that is no actor ("embassy", "relation", "troop").
    """

    id: str
    article: str
    type: str
    mode: str | None
    cameo: str | None
    goldstein: float | None
    quad: int | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    time: ClaimTime
    place: ClaimPlace
    status: Status
    source: tuple[SourceLink, ...]
    quote: bool
    evidence: Evidence
    confidence: float
    coder: str
    version: str
    contexts: tuple[str, ...] = ()
    why: str = ""
    trigger: str = ""
    thing: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that one article took from another: where they stand in both."""

    child: Span
    parent: Span


@dataclass(frozen=True, slots=True)
class Lineage:
    """How one article came from another.

    ``parent`` is an article id, or None where the parent was not seen and only ``cited`` names it.
    ``share`` is the part of the child's body words found in the parent, 0 to 1.
    """

    article: str
    parent: str | None
    how: LineageKind
    share: float
    cited: str | None = None
    passages: tuple[Passage, ...] = ()
    confidence: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that report one happening; ``id`` is stable while the story grows."""

    id: str
    articles: tuple[str, ...]
    headline: str | None = None
    first_day: str | None = None
    last_day: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why two claims are, or are not, about one happening. Merging is this table and can be undone."""

    left: str
    right: str
    same: bool
    score: float
    reason: str
    judge: str = "dateline"


@dataclass(frozen=True, slots=True)
class Witness:
    """An independent source behind an event: the root that several claims rest on."""

    name: str
    kind: SourceKind
    claims: tuple[str, ...]
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One happening in the world: the claims that describe it, merged.

    ``standing`` is one of "confirmed", "single-sourced", "anonymous", "denied", "contradicted";
    ``disagreements`` names the fields in which its claims differ.
    """

    id: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str | None
    end: str | None
    place: ClaimPlace
    status: Status
    standing: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    disagreements: tuple[str, ...] = ()
    story: str | None = None
    quad: int | None = None
    goldstein: float | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How two actors stand over a span of days, derived from events.

    ``left`` and ``right`` are actor keys ("USA", "VEN OPP"), ``about`` what is told of ("embassy"),
    ``state`` how it stands ("closed"). ``since`` may be a year or month where no day is known.
    """

    left: str
    right: str
    about: str
    state: str
    since: str | None
    until: str | None
    opened_by: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()
    witnesses: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run found, for the table printed at its end."""

    pages: int = 0
    articles: int = 0
    copies: int = 0
    stories: int = 0
    claims: int = 0
    events: int = 0
    single_witness_events: int = 0
    rejects: dict[str, int] = field(default_factory=dict)
