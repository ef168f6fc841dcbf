"""The rules of time expressions: read from data, made regular expressions over encoded tokens, and run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from dateline.errors import ConfigurationError
from dateline.resources import resource
from dateline.times._vocabulary import UNKNOWN_WORD, Tokens, Vocabulary, load_vocabulary

__all__ = ["Grammar", "Match", "Rule", "load_grammar"]

_WORDS = re.compile(
    r"(?P<name>[a-z_]+):(?=[^\s])|(?P<macro>@[a-z_]+)|(?P<class>[A-Z][A-Z_0-9]+)|(?P<sign>[()|?])|(?P<literal>[^\s()|?]+)"
)
_BEFORE_BASE = 8  # tokens that a prefix ("in the first half of") may hold
_SETTINGS = frozenset({"name", "pattern", "meaning", "after", "not_after", "before", "not_before", "reading"})
_KNOWN = re.compile(f"[^{UNKNOWN_WORD}]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a time: a pattern, the meaning its groups are given to, and settings for it."""

    name: str
    meaning: str
    pattern: re.Pattern[str]
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a rule matched: the tokens ``first`` to ``last`` (half-open) and the words of its groups.

    ``mod`` and ``prefix`` come from words before the match proper ("the end of"); the tokens include them.
    """

    rule: Rule
    tokens: Tokens
    first: int
    last: int
    groups: dict[str, str]
    mod: str | None = None
    prefix: str | None = None

    @property
    def start(self) -> int:
        """The first character, in the text of the tokens."""
        return self.tokens.spans[self.first][0]

    @property
    def end(self) -> int:
        """The character after the last."""
        return self.tokens.spans[self.last - 1][1]


class Grammar:
    """All rules and prefixes over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, data: dict[str, Any]) -> None:
        self.vocabulary = vocabulary
        self._macros: dict[str, str] = data["macros"]
        self.rules = tuple(self._rule(entry) for entry in data["rules"])
        self.prefixes = tuple(self._prefix(entry) for entry in data["prefixes"])
        self._telling = vocabulary.telling()

    def _rule(self, entry: dict[str, Any]) -> Rule:
        settings = {key: value for key, value in entry.items() if key not in _SETTINGS}
        return Rule(entry["name"], entry["meaning"], self._regex(entry), settings)

    def _prefix(self, entry: dict[str, Any]) -> Rule:
        pattern = re.compile(f"(?:{self._translate(entry['pattern'])})$", re.DOTALL)
        return Rule(entry["pattern"], "prefix", pattern, entry)

    def _regex(self, entry: dict[str, Any]) -> re.Pattern[str]:
        try:
            around = {key: self._translate(entry[key]) for key in entry if key.endswith(("after", "before"))}
            return re.compile(
                (f"(?<={around['after']})" if "after" in around else "")
                + (f"(?<!{around['not_after']})" if "not_after" in around else "")
                + f"(?:{self._translate(entry['pattern'])})"
                + (f"(?={around['before']})" if "before" in around else "")
                + (f"(?!{around['not_before']})" if "not_before" in around else ""),
                re.DOTALL,
            )
        except re.error as error:
            raise ConfigurationError(
                f"the pattern of rule {entry['name']!r} is wrong: {error}", where="ontology/times/rules.yaml"
            ) from error

    def _translate(self, pattern: str) -> str:
        pieces = []
        naming = False
        for word in _WORDS.finditer(pattern):
            piece = self._atom(word)
            if word["name"]:
                piece, naming = f"(?P<{word['name']}>", True
            elif naming:
                naming = False
                piece = "" if word["sign"] == "(" else f"{piece})"
            elif word["sign"] == "(":
                piece = "(?:"
            pieces.append(piece)
        return "".join(pieces)

    def _atom(self, word: re.Match[str]) -> str:
        if word["macro"]:
            return f"(?:{self._translate(self._macros[word['macro'][1:]])})"
        if word["class"]:
            return self.vocabulary.character_class(word["class"])
        if word["literal"]:
            return self.vocabulary.code(word["literal"])
        return word["sign"] or ""

    def find(self, text: str) -> list[Match]:
        """Return the time expressions of ``text`` in order; of overlapping ones the first and longest."""
        tokens = self.vocabulary.encode(text)
        found = self._matches(tokens)
        chosen: list[Match] = []
        for match in sorted(found, key=lambda m: (m.first, -m.last)):
            if not chosen or match.first >= chosen[-1].last:
                chosen.append(match)
        floor = 0
        for i, match in enumerate(chosen):
            chosen[i] = self._prefixed(match, floor)
            floor = match.last
        return [m for m in chosen if m.rule.meaning != "nothing"]

    def _matches(self, tokens: Tokens) -> list[Match]:
        """Return what each rule matches in the stretches that can hold a time, strung together."""
        known = (m for m in _KNOWN.finditer(tokens.codes) if self._telling.search(m[0]))
        stretches = [m.span() for m in known]
        codes = UNKNOWN_WORD.join(tokens.codes[start:end] for start, end in stretches)
        places = [place for start, end in stretches for place in range(start, end + 1)]
        return [
            Match(rule, tokens, places[m.start()], places[m.end() - 1] + 1, _words_of(tokens, m, places))
            for rule in self.rules
            for m in rule.pattern.finditer(codes)
        ]

    def _prefixed(self, match: Match, floor: int) -> Match:
        """Return ``match`` with the modifiers before it, which begin no earlier than token ``floor``."""
        low = max(floor, match.first - _BEFORE_BASE)
        before = match.tokens.codes[low : match.first]
        for prefix in self.prefixes:
            wanted = prefix.settings["of"]
            if match.rule.meaning in wanted and (found := prefix.pattern.search(before)):
                mod, label = prefix.settings.get("mod"), prefix.settings.get("label")
                first = low + found.start()
                return Match(match.rule, match.tokens, first, match.last, match.groups, mod, label)
        return match


def _words_of(tokens: Tokens, match: re.Match[str], places: list[int]) -> dict[str, str]:
    spans = ((name, match.span(name)) for name in match.re.groupindex)
    return {
        name: tokens.words(places[start], places[end - 1] + 1)
        for name, (start, end) in spans
        if 0 <= start < end
    }


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Return the shipped grammar; made once a process. Raises ConfigurationError where a rule is wrong."""
    data = _read("rules.yaml")
    data["rules"] += [_holiday_rule(entry) for entry in _read("holidays.yaml")]
    return Grammar(load_vocabulary(), data)


def _read(name: str) -> Any:
    return yaml.safe_load(resource("ontology", "times", name).read_text(encoding="utf-8"))


def _holiday_rule(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the rule that finds a named day, with or without its year."""
    words = re.sub(
        r"'s?(?= |$)", lambda m: f" ( {m[0]} | {m[0].replace(chr(39), chr(8217))} )?", entry["name"]
    )
    pattern = f"{words} ( @in_year )?" if "year" not in entry else words
    return {"name": entry["name"], "pattern": pattern, "meaning": "holiday", "holiday": entry}
