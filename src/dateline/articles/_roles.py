"""The part each paragraph plays on its page: report, headline, byline, date, caption, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.articles._days import is_date_line
from dateline.articles._outlets import named_outlet, wire_names
from dateline.articles._patterns import LONGEST, captions, furniture, sections, words
from dateline.records import Paragraph, ParagraphRole

__all__ = ["Line", "classify", "clean", "is_byline", "key_of", "split_lines"]

_LINE = re.compile(r"[^\n\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\Z")
_SITE_TAIL = re.compile(r"\s(?:\||–|—|-|»|::)\s(?P<site>[^|–—»]{2,50})\Z")
_SEPARATORS = " \t|·•,-–—/:;"
_HEAD_LINES = 25
_TAIL_LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: where it stands, its words with single spaces, and its role once known."""

    start: int
    end: int
    text: str
    role: ParagraphRole | None = None

    @property
    def words(self) -> int:
        """How many words the line holds."""
        return self.text.count(" ") + 1

    @property
    def is_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_running(self) -> bool:
        """Whether the line is running text rather than a headline, label or list item."""
        return self.words >= 25 or (self.words >= 9 and self.is_sentence)


def clean(text: str) -> str:
    """Put single spaces for all white space."""
    return " ".join(text.split())


def key_of(text: str) -> str:
    """Return what makes two headlines the same: letters and figures, whatever their case."""
    return "".join(char for char in without_site(clean(text)).casefold() if char.isalnum())


def without_site(headline: str) -> str:
    """Cut the site's name from a headline's end ("Talks open | Vale Post")."""
    tail = _SITE_TAIL.search(headline)
    if not tail:
        return headline
    is_site = (
        "|" in tail.group() or named_outlet(tail["site"]) or tail["site"].lower().endswith((".com", ".org"))
    )
    return headline[: tail.start()] if is_site and tail.start() > 20 else headline


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, their spans without white space at the ends."""
    lines = []
    for match in _LINE.finditer(text):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.start() + len(raw.rstrip())
        if start < end:
            lines.append(Line(start, end, clean(raw)))
    return lines


def classify(
    text: str, *, headline: str | None = None, from_markup: bool = False
) -> tuple[tuple[Paragraph, ...], str | None]:
    """Return a Paragraph for each line of ``text``, and the headline found.

    ``headline`` is what record or markup state; ``from_markup`` says that the text is main text already,
    so that its short lines are sub-headings and list items rather than labels of the site.
    """
    lines = [replace(line, role=_role_alone(line.text)) for line in split_lines(text)]
    place = _headline_place(lines, headline)
    if place is not None:
        headline = headline or without_site(lines[place].text)
    lines = _mark_headline(lines, place, headline)
    lines = _mark_doubles(lines, place or 0)
    lines = _mark_sections(lines)
    lines = _mark_tail(lines)
    if not from_markup:
        lines = _mark_labels(lines, place)
    return tuple(Paragraph(line.start, line.end, line.role or "body") for line in lines), headline


@lru_cache(maxsize=4096)  # a site's furniture comes again on each of its pages
def _role_alone(line: str) -> ParagraphRole | None:
    """The role a line shows by its own words, None where it may be the report."""
    if _is_caption(line):
        return "caption"
    if len(line) > LONGEST:
        return None
    if is_byline(line):
        return "byline"
    if is_date_line(line):
        return "dateline"
    patterns = furniture()
    if patterns["whole"].fullmatch(line) or (len(line) < 250 and patterns["start"].match(line)):
        return "furniture"
    return "furniture" if _is_share_bar(line) else None


def _is_caption(line: str) -> bool:
    patterns = captions()
    if len(line) <= LONGEST and patterns["whole"].fullmatch(line):
        return True
    return bool(patterns["start"].match(line[:200]) or patterns["end"].search(line[-200:]))


def _is_share_bar(line: str) -> bool:
    tokens = [token.strip("|•·,/&+-!:").lower() for token in line.split()]
    return len(tokens) <= 14 and words()["share_words"].issuperset(token for token in tokens if token)


def is_byline(line: str) -> bool:
    """Tell whether a line names who wrote the report: "By Jane Doe, Senior correspondent", "Reuters"."""
    if len(line) > 160:
        return False
    if _begins_byline(line):
        return True
    before, after = _around_agency(line)
    if before == after == "":
        return line != "" and named_outlet(line.strip(_SEPARATORS)) is not None
    if before and after:
        return False
    rest = before or after
    return is_date_line(rest) or _begins_byline(rest) or (not after and _are_names(before))


def _around_agency(line: str) -> tuple[str, str]:
    """What stands before and after a wire agency's name at either end of the line; the whole line if none."""
    for match in _agency().finditer(line):
        before, after = line[: match.start()].strip(_SEPARATORS), line[match.end() :].strip(_SEPARATORS)
        if not before or not after:
            return before, after
    return line, line


@lru_cache(maxsize=1)
def _agency() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(name) for name in wire_names())})(?![a-z])")


def _are_names(text: str) -> bool:
    """Two to a dozen capitalised words, joined by commas and "and"."""
    tokens = text.replace(",", " ").split()
    return 2 <= len(tokens) <= 12 and all(t[0].isupper() or t == "and" for t in tokens) and not text.isupper()


def _begins_byline(line: str) -> bool:
    tokens = line.split()
    table = words()
    if (
        len(tokens) < 2
        or tokens[0].lower().rstrip(":") not in table["byline_starts"]
        or tokens[0][0].isdigit()
    ):
        return False
    rest = [token.strip(".,;:()|·•–—-/&@") for token in tokens[1:]]
    names = [token for token in rest if token[:1].isupper()]
    return bool(names) and all(
        not token or token[0].isupper() or token[0].isdigit() or token.lower() in table["byline_words"]
        for token in rest
    )


def _headline_place(lines: Sequence[Line], headline: str | None) -> int | None:
    head = lines[:_HEAD_LINES]
    if headline:
        wanted = key_of(headline)
        return next((n for n, line in enumerate(head) if key_of(line.text) == wanted), None)
    head = head[
        : next((n + 1 for n, line in enumerate(head) if line.is_running and line.role is None), len(head))
    ]
    candidates = [n for n, line in enumerate(head) if _may_be_headline(line)]
    return next((n for n in candidates if _stands_twice(lines, n)), candidates[0] if candidates else None)


def _may_be_headline(line: Line) -> bool:
    if line.role is not None or not 3 <= line.words <= 32 or len(line.text) > 220:
        return False
    return not line.text.endswith((".", ":", ";", ",")) or line.text.endswith("...")


def _stands_twice(lines: Sequence[Line], place: int) -> bool:
    """Whether the line comes again below; a line twice in a row is a caption, unless it opens the page."""
    wanted = key_of(lines[place].text)
    after = lines[place + 1 + (place > 0) : _HEAD_LINES * 2]
    return len(wanted) > 12 and any(key_of(line.text) == wanted for line in after)


def _mark_headline(lines: Sequence[Line], place: int | None, headline: str | None) -> list[Line]:
    """Give the first clean copy its role; other copies and breadcrumbs that end in it are furniture."""
    wanted = key_of(headline or "")
    marked = []
    for number, line in enumerate(lines):
        if number == place:
            line = replace(line, role="headline")
        elif len(wanted) > 12 and line.words < 60 and _repeats(key_of(line.text), wanted, number):
            line = replace(line, role="furniture")
        marked.append(line)
    return marked


def _repeats(key: str, headline: str, number: int) -> bool:
    is_breadcrumb = number < _HEAD_LINES and key.endswith(headline) and len(key) < len(headline) + 60
    return key == headline or is_breadcrumb


def _mark_doubles(lines: Sequence[Line], first: int) -> list[Line]:
    """A long line twice in a row is a picture's caption; a paragraph that comes again is furniture."""
    keys = [line.text for line in lines]
    seen: Counter[str] = Counter()
    marked = []
    for number, line in enumerate(lines):
        if line.role is None and line.words >= 6:
            if (
                line.text in (keys[number - 1 : number] + keys[number + 1 : number + 2])
                and number < _HEAD_LINES
            ):
                line = replace(line, role="caption")
            elif seen[line.text]:
                line = replace(line, role="furniture")
            seen[line.text] += 1
        marked.append(line)
    return marked


def _mark_sections(lines: Sequence[Line]) -> list[Line]:
    """Comments run to the page's end; a list of links runs to the next full paragraph."""
    total = sum(line.words for line in lines if line.is_running)
    told, in_list, in_rest = 0, False, False
    marked = []
    for line in lines:
        if line.role in (None, "furniture") and line.words < 20:
            in_rest = in_rest or (told * 2 >= total and bool(sections()["rest"].fullmatch(line.text)))
            in_list = in_list or bool(sections()["list"].fullmatch(line.text))
        in_list = in_list and not line.is_running
        told += line.words if line.is_running else 0
        if in_rest or (in_list and line.role is None and not line.is_sentence):
            line = replace(line, role="furniture")
        marked.append(line)
    return marked


def _mark_tail(lines: Sequence[Line]) -> list[Line]:
    """Who the author is stands below the report, where the same words would be news above."""
    bio = furniture()["tail"]
    marked = list(lines)
    if len(lines) < 2 * _TAIL_LINES:
        return marked
    for number in range(len(lines) - _TAIL_LINES, len(lines)):
        line = lines[number]
        if line.role is None and len(line.text) <= LONGEST and bio.fullmatch(line.text):
            marked[number] = replace(line, role="furniture")
    return marked


def _mark_labels(lines: Sequence[Line], place: int | None) -> list[Line]:
    """Unmarked lines that are neither sentences nor long enough for a sub-heading are the site's labels."""
    running = [n for n, line in enumerate(lines) if line.is_running and line.role is None]
    # a page of bullet points or captions has too few paragraphs to tell its head and foot by
    first, last = (running[0], running[-1]) if len(running) > 2 else (0, len(lines))
    marked = []
    for number, line in enumerate(lines):
        if line.role is None and not line.is_sentence and _is_label(line, number, place, first, last):
            line = replace(line, role="furniture")
        marked.append(line)
    return marked


def _is_label(line: Line, number: int, place: int | None, first: int, last: int) -> bool:
    if place is not None and number < place:
        return True
    if first <= number <= last:
        return line.words <= 2 and not line.text.endswith(":")
    leads_on = line.words > 8 and line.text.endswith(":")
    return (number > last and not leads_on) or line.words <= 4
