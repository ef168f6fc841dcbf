"""Names the speaker within an article: surnames, pronouns, descriptions → the full name given there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as Words
from spacy.tokens import Token

from dateline.attributions._candidates import Reading
from dateline.attributions._lexicon import load_source_words
from dateline.attributions._sources import Party
from dateline.attributions._table import Table
from dateline.language import ParsedArticle

__all__ = ["NameOf", "Speakers"]

NameOf = Callable[[int, Token], str | None]
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_JOINTS = frozenset({",", "and", "or", "(", "—", "–"})
_TITLE_ENDS = _JOINTS | {"of", "in", "for", "to", "with", "by", "at", "on", "who"}
_LONGEST_TITLE = 8
_NO_NAME = frozenset({"'s", "’s", "’", "'", "(", ")", '"', "“", "”"})
_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "det", "poss"})


@dataclass(slots=True)
class Person:
    """Somebody the article names: ``titles`` are the words that describe them, lower case."""

    name: str
    gender: str | None = None
    titles: set[str] = field(default_factory=set)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at rows of a paragraph; ``salient`` where they act or speak outside of quotes."""

    paragraph: int
    start: int
    end: int
    person: Person
    salient: bool


class Speakers:
    """Resolves the sources of an article's attributions, to be asked in order of the text."""

    def __init__(self, parsed: ParsedArticle, readings: Sequence[Reading], name_of: NameOf | None) -> None:
        self._parsed, self._readings, self._name_of = parsed, readings, name_of
        names = [(p, e) for p, part in enumerate(parsed.paragraphs) for e in part.doc.ents]
        self._mentions = _mentions(readings, names, Names(readings, names))
        self._spoken: list[tuple[int, int, Person]] = []

    def name(self, paragraph: int, party: Party) -> str:
        """Return the full name behind a source, or its own words where nobody named stands behind it."""
        t, head = self._readings[paragraph].table, party.head
        if self._name_of and (name := self._name_of(paragraph, self._parsed.paragraphs[paragraph].doc[head])):
            return name
        person = self._person(paragraph, t, party)
        if person is None:
            return party.name
        self._spoken.append((paragraph, head, person))
        return person.name

    def _person(self, paragraph: int, t: Table, party: Party) -> Person | None:
        word = t.lowers[party.head]
        if word in _HE or word in _SHE:
            return self._nearest(paragraph, party.head, "m" if word in _HE else "f")
        if word in _RELATIVE:
            return self._antecedent(paragraph, t, party.head)
        if party.kind in ("outlet", "anonymous"):
            return None
        named = self._named(paragraph, t, party)
        if named or (t.pos[party.head] != "NOUN" and party.start == party.head):
            return named
        return self._described(paragraph, t, party)

    def _named(self, paragraph: int, t: Table, party: Party) -> Person | None:
        """The person whose name is the source's head, or stands in apposition to it."""
        here = [m for m in self._mentions if m.paragraph == paragraph and party.start <= m.start < party.end]
        for m in here:
            if m.start <= party.head < m.end:
                return m.person
        for m in here:
            last = m.end - 1
            if t.deps[last] == "appos" and t.heads[last] == party.head:
                return m.person
        return None

    def _antecedent(self, paragraph: int, t: Table, row: int) -> Person | None:
        path = t.path_up(row)
        noun = next((t.heads[i] for i in path if t.deps[i] == "relcl"), row)
        here = (m for m in self._mentions if m.paragraph == paragraph and m.start <= noun < m.end)
        return next((m.person for m in here), None)

    def _described(self, paragraph: int, t: Table, party: Party) -> Person | None:
        """ "The secretary general" is the one introduced so; "the diplomat" the ambassador named before."""
        if t.lowers[party.start] not in ("the", "this", "that"):
            return None
        words = {t.lowers[i] for i in range(party.start + 1, party.head + 1)}
        options = load_source_words().descriptions.get(t.lemmas[party.head], frozenset())
        before = [m.person for m in self._mentions if (m.paragraph, m.start) < (paragraph, party.start)]
        origin = {t.lowers[i] for i in range(party.start, party.head) if t.entities[i] in ("NORP", "GPE")}
        same = (p for p in reversed(before) if any(words <= set(title.split()) for title in p.titles))
        akin = (p for p in reversed(before) if any(_holds(title, options, origin) for title in p.titles))
        return next(same, None) or next(akin, None)

    def _nearest(self, paragraph: int, row: int, gender: str) -> Person | None:
        """The latest person before the pronoun who speaks or acts; failing that, the latest one named."""
        place = (paragraph, row)
        fits = [
            m for m in self._mentions if (m.paragraph, m.start) < place and m.person.gender in (gender, None)
        ]
        acting = [(m.paragraph, m.start, m.person) for m in fits if m.salient]
        acting += [s for s in self._spoken if s[:2] < place and s[2].gender in (gender, None)]
        if acting:
            return max(acting, key=lambda item: item[:2])[2]
        return fits[-1].person if fits else None


def _holds(title: str, options: frozenset[str], origin: set[str]) -> bool:
    """Tell whether a title is one of the options, and of the country that the description names."""
    padded = f" {title} "
    return origin <= set(title.split()) and any(f" {option} " in padded for option in options)


class Names:
    """The people an article introduces, by full name, and whom a lone surname or first name stands for."""

    def __init__(self, readings: Sequence[Reading], names: list[tuple[int, Words]]) -> None:
        self._by_name: dict[str, Person] = {}
        self._by_word: dict[str, list[Person]] = {}
        plain = [(p, name, words) for p, name in names if name.label_ == "PERSON" and (words := _plain(name))]
        for p, name, words in plain:
            if len(words) > 1:
                self._add(" ".join(words), words)
                _describe(readings[p].table, name, self._by_name[" ".join(words)])
        for p, name, words in plain:
            if len(words) == 1:
                if words[0] not in self._by_word:
                    self._add(words[0], words)
                if len(self._by_word[words[0]]) == 1:
                    _describe(readings[p].table, name, self._by_word[words[0]][0])

    def _add(self, full: str, words: list[str]) -> None:
        if full not in self._by_name:
            person = self._by_name[full] = Person(full)
            for word in {words[0], words[-1]}:
                self._by_word.setdefault(word, []).append(person)

    def __contains__(self, word: str) -> bool:
        return word in self._by_word

    def knows(self, words: list[str]) -> bool:
        """Tell whether these words are a full name that the article gives."""
        return " ".join(words) in self._by_name

    def resolve(self, words: list[str], before: str, seen: dict[str, Person]) -> Person | None:
        """Return who the words name; of several with the surname, one whom the title ``before`` fits.

        ``seen`` holds whom each word last stood for, and is brought up to date.
        """
        person = self._by_name.get(" ".join(words)) if len(words) > 1 else None
        options = self._by_word.get(words[-1], [])
        if person is None and options:
            gender = _gender({before.rstrip(".")})
            fits = [p for p in options if gender is None or p.gender in (gender, None)] or options
            last = seen.get(words[-1])
            person = last if last in fits and gender in (None, last.gender) else fits[0]
        if person:
            seen[person.surname] = person
        return person


def _gender(clues: set[str]) -> str | None:
    words = load_source_words()
    if clues & words.female_titles:
        return "f"
    return "m" if clues & words.male_titles else None


def _plain(name: Words) -> list[str]:
    """Return a name's words without titles and possessive mark."""
    titles = load_source_words().titles
    words = [w.text for w in name if w.text not in _NO_NAME]
    while len(words) > 1 and words[0].lower().rstrip(".") in titles:
        words.pop(0)
    return words


def _describe(t: Table, name: Words, person: Person) -> None:
    """Add the titles and appositions around a name, and what they say of gender."""
    last = name.end - 1
    start = min([t.left[c] for c in t.children[last] if t.deps[c] in _PREMODIFIERS], default=name.start)
    near = t.lowers[max(0, name.start - _LONGEST_TITLE, min(start, name.start - 1)) : name.end]
    person.titles.add(" ".join(_after_joint(near)))
    for c in t.children[last]:
        if t.deps[c] == "appos":
            person.titles.add(_title(t.lowers[t.left[c] : t.right[c] + 1]))
    if t.deps[last] == "appos":
        head = next((i for i in t.path_up(last) if t.deps[i] not in ("pobj", "prep")), last)
        person.titles.add(_title(t.lowers[t.left[head] : name.start]))
    person.gender = _gender({w.rstrip(".") for w in near}) or person.gender or _gender_of_name(person.name)


def _title(words: list[str]) -> str:
    """Return the words of an apposition up to what it is of: "wife of a president" makes no president."""
    end = next((i for i, w in enumerate(words) if w in _TITLE_ENDS and i), len(words))
    return " ".join(words[:end])


def _after_joint(words: list[str]) -> list[str]:
    """Return the words after the last comma or "and": the title that touches the name."""
    start = max((i + 1 for i, w in enumerate(words) if w in _JOINTS), default=0)
    return [w for w in words[start:] if w != "the"]


def _gender_of_name(name: str) -> str | None:
    words, first = load_source_words(), name.split()[0].lower()
    if (first in words.female_names) == (first in words.male_names):
        return None
    return "f" if first in words.female_names else "m"


def _mentions(readings: Sequence[Reading], names: list[tuple[int, Words]], people: Names) -> list[Mention]:
    """Return where each person is named, in order; a surname counts whatever the tagger takes it for."""
    spots = [(p, e.start, e.end, words) for p, e in names if (words := _plain(e)) and words[-1] in people]
    spots = [s for s in spots if len(s[3]) == 1 or people.knows(s[3])]
    taken = {(p, i) for p, start, end, _ in spots for i in range(start, end)}
    for p, reading in enumerate(readings):
        t = reading.table
        spots += [
            (p, i, i + 1, [word])
            for i, word in enumerate(t.words)
            if t.pos[i] == "PROPN" and word in people and (p, i) not in taken
        ]
    seen: dict[str, Person] = {}
    found = []
    for p, start, end, words in sorted(spots):
        t = readings[p].table
        title = t.lowers[start] if words[0] != t.words[start] else t.lowers[start - 1] if start else ""
        person = people.resolve(words, title, seen)
        if person:
            found.append(_mention(readings[p], p, start, end, person))
    return found


def _mention(reading: Reading, paragraph: int, start: int, end: int, person: Person) -> Mention:
    t = reading.table
    acts = any(t.deps[i] in ("nsubj", "nsubjpass", "agent") for i in range(start, end))
    return Mention(paragraph, start, end, person, acts and reading.inside[start] < 0)
