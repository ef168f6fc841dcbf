"""The chain of sources behind an act: from the outlet the article leans on inwards to the speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from dateline.attributions._lexicon import load_cues
from dateline.attributions._sources import is_outlet, parties
from dateline.attributions._table import make_table
from dateline.language import ParsedArticle, ParsedParagraph
from dateline.records import Attribution, SourceKind, SourceLink, Span

__all__ = ["source_chain"]

_AGENTS = frozenset({"poss", "nmod", "compound", "amod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEAST_LEAD = 8
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "what"})
_STOPS = frozenset({".", "!", "?"})


def source_chain(
    parsed: ParsedArticle, attributions: Sequence[Attribution], paragraph_index: int, trigger: Token
) -> tuple[SourceLink, ...]:
    """Return who stands behind the act at ``trigger``, outermost first; empty where the article does.

    A pronoun that stands for nobody named is no link.

    ``paragraph_index`` is the place in ``parsed.paragraphs`` of the paragraph that holds the token.
    Sources in coordination are links of their own, in order. The page's own publisher is left out, and
    so are attributions whose cue does not report (a wish, an attitude) or whose source is nobody.
    """
    start = parsed.paragraphs[paragraph_index].paragraph.start + trigger.idx
    act = start, start + len(trigger)
    outer = _leaned_on(parsed, paragraph_index, trigger)
    inner = [link for a in _covering(parsed, attributions, act, trigger) for link in _links(parsed, a)]
    return tuple(_without_doubles(parsed, [*outer, *inner]))


def _covering(
    parsed: ParsedArticle, attributions: Iterable[Attribution], act: Span, trigger: Token
) -> list[Attribution]:
    """Return the reporting attributions that the act stands in, widest content first."""
    found = [a for a in attributions if _covers(parsed, a, act, trigger)]
    return sorted(found, key=lambda a: (-_holds(a, found), -sum(e - s for s, e in a.content), a.cue or act))


def _covers(parsed: ParsedArticle, attribution: Attribution, act: Span, trigger: Token) -> bool:
    if not attribution.source or not any(s <= act[0] and act[1] <= e for s, e in attribution.content):
        return False
    if attribution.direct:
        return True
    cue = _token(parsed, attribution.cue) if attribution.cue else None
    return cue is not None and _reports(cue) and not _is_own_word(cue, trigger)


def _holds(outer: Attribution, found: Sequence[Attribution]) -> int:
    """Return how many of the others the content of this one reports: holds the cue or the source of."""
    parts = [p for a in found if a is not outer for p in (a.cue, a.source) if p]
    return sum(s <= p[0] and p[1] <= e for p in parts for s, e in outer.content)


def _token(parsed: ParsedArticle, cue: Span) -> Token | None:
    """Return the token of the cue that hangs highest: its verb, not its auxiliary."""
    for part in parsed.paragraphs:
        offset = part.paragraph.start
        if offset <= cue[0] < part.paragraph.end:
            words = part.doc.char_span(cue[0] - offset, cue[1] - offset, alignment_mode="expand")
            return words.root if words else None
    return None


def _reports(cue: Token) -> bool:
    words, lemma = load_cues(), cue.lemma_.lower()
    if cue.pos_ == "NOUN":
        return lemma in words.reporting_nouns
    return lemma in words.reporting_verbs or cue.lower_ in words.reporting_prepositions or cue.lower_ == ":"


def _is_own_word(cue: Token, trigger: Token) -> bool:
    """Tell whether the article itself vouches for an act within indirect content."""
    tests = (_is_deed(cue, trigger), _is_presupposed(trigger), _is_background(cue, trigger))
    return any(tests) or _is_means(cue, trigger)


def _is_means(cue: Token, trigger: Token) -> bool:
    """ "Responded by seeking help": how the speaker did it is the article's own telling."""
    path = [trigger, *trigger.ancestors]
    return any(n.dep_ == "prep" and n.lower_ == "by" and n.head == cue for n in path)


def _is_deed(cue: Token, trigger: Token) -> bool:
    """ "Expressed his support": the object of a performing verb, with no agent but the speaker."""
    if (
        cue.lemma_.lower() not in load_cues().performing_verbs
        or trigger.head != cue
        or trigger.dep_ != "dobj"
    ):
        return False
    agents = [c for c in trigger.children if c.dep_ in _AGENTS and c.pos_ in ("PROPN", "NOUN")]
    return not agents and not any(c.dep_ == "prep" and c.lower_ in ("of", "by") for c in trigger.children)


def _is_presupposed(trigger: Token) -> bool:
    """ "Russia's invasion has prompted ..., officials said": a possessed subject is taken as known."""
    owned = any(c.dep_ == "poss" for c in trigger.children)
    return trigger.pos_ == "NOUN" and trigger.dep_ in _SUBJECTS and owned


def _is_background(cue: Token, trigger: Token) -> bool:
    """ "..., according to aides, as the army moved in": what follows cue, comma and "as" is the article's."""
    openers = load_cues().background_openers
    for node in (trigger, *trigger.ancestors):
        if node.dep_ not in ("advcl", "prep") or node.is_ancestor(cue):
            continue
        first = node.left_edge
        after_comma = first.i > 0 and first.nbor(-1).text == ","
        if first.lower_ in openers and after_comma and first.i > cue.i and node.sent == cue.sent:
            return True
    return False


def _links(parsed: ParsedArticle, attribution: Attribution) -> Iterator[SourceLink]:
    """Yield a link for each source in the attribution's coordination."""
    assert attribution.source is not None
    start, end = attribution.source
    for index, part in enumerate(parsed.paragraphs):
        if part.paragraph.start <= start < part.paragraph.end:
            table = make_table(part, index)
            rows = [i for i in range(len(table)) if table.starts[i] < end and table.ends[i] > start]
            named = parties(table, rows[0], rows[-1] + 1)
            speakers = (attribution.speaker or "").split(", ")
            for k, party in enumerate(named):
                resolved = speakers[k] if len(speakers) == len(named) else party.name
                name = (attribution.speaker or party.name) if len(named) == 1 else resolved
                anonymous = party.kind == "anonymous"
                yield SourceLink(name, party.kind, table.span(party.start, party.end), anonymous)


def _leaned_on(parsed: ParsedArticle, paragraph_index: int, trigger: Token) -> list[SourceLink]:
    """Return the outlet that the whole article leans on, where the act stands in the sentence it governs."""
    article = parsed.article
    if article.cited is None:
        return []
    part = parsed.paragraphs[paragraph_index]
    start, end = _governed(part, article.cited_span)
    says_so = article.cited_span is not None and start <= article.cited_span[0] < end
    governs = says_so or paragraph_index == _lead(parsed)
    if not governs or not start <= part.paragraph.start + trigger.idx < end:
        return []
    kind: SourceKind = "outlet" if is_outlet(article.cited) else "document"
    return [SourceLink(article.cited, kind, article.cited_span)]


def _governed(part: ParsedParagraph, cited: Span | None) -> Span:
    """Return the sentence that names the outlet, or the first; a break without a stop ends no sentence."""
    offset = part.paragraph.start
    begin = 0
    for sentence in part.doc.sents:
        if sentence[-1].text in _STOPS or (len(sentence) > 1 and sentence[-2].text in _STOPS):
            if cited is None or not offset + sentence.end_char <= cited[0] < part.paragraph.end:
                return offset + begin, offset + sentence.end_char
            begin = sentence.end_char
    return offset + begin, part.paragraph.end


def _lead(parsed: ParsedArticle) -> int | None:
    """Return the place of the first body paragraph that is a sentence, not a heading."""
    for index, part in enumerate(parsed.paragraphs):
        text = part.doc.text.rstrip("\"”’'» ")
        if (
            part.paragraph.role in ("body", "quote")
            and len(part.doc) > _LEAST_LEAD
            and text.endswith((".", "!", "?"))
        ):
            return index
    return None


def _without_doubles(parsed: ParsedArticle, links: Iterable[SourceLink]) -> Iterator[SourceLink]:
    seen = {_plain(parsed.article.publisher or "")}
    for link in links:
        name = _plain(link.name)
        if name not in _PRONOUNS and name not in seen and not any(s and name.startswith(s) for s in seen):
            seen.add(name)
            yield link


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ").strip()
