"""Actors: phrases to country and sector, offices to their holders, and speed.

    python benchmarks/bench_actors.py [--check]

Phrases are NGEC's public actor tests (development part). A case is right where country and sector are the
ones listed; a code that is empty asks for none, one that is missing asks nothing. Cases that stand in the
list twice with different answers cannot all be right. Offices are our own list (benchmarks/data/offices.csv);
an empty holder is a day that no table can know.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
import unicodedata
from itertools import islice
from pathlib import Path

from dateutil import parser
from rapidfuzz import fuzz

from _common import check_floors, report, shared
from dateline.actors import KnowledgeBase, bloc, find_actors, load_knowledge_base, resolve
from dateline.language import as_article, parse_articles

HERE = Path(__file__).resolve().parent
PEERS = {"NGEC (its own must-pass list)": 1.0}


def main() -> int:
    """Print the figures; with --check return 1 where one lies below its floor."""
    cases_path = shared("bench", "actors", "actor_cases_dev.json")
    if cases_path is None:
        print("actors: skipped, ../shared/bench is absent")
        return 0
    base = load_knowledge_base()
    strict, lenient = phrase_figures(json.loads(cases_path.read_text(encoding="utf-8")))
    figures = {
        "phrases": strict,
        "phrases_any_sector": lenient,
        **office_figures(base),
        **speed_figures(base),
    }
    report("actors", figures, peers=PEERS)
    return check_floors("actors", figures) if "--check" in sys.argv else 0


def phrase_figures(cases: list[dict[str, str]]) -> tuple[float, float]:
    """Return the shares of cases right by the first sector, and by any of the actor's sectors."""
    judged = [judge(case) for case in cases]
    for case, (right, _) in zip(cases, judged, strict=True):
        if not right and "--errors" in sys.argv:
            print(case)
    return sum(right for right, _ in judged) / len(cases), sum(any_ for _, any_ in judged) / len(cases)


def judge(case: dict[str, str]) -> tuple[bool, bool]:
    """Return whether country and sector are right, by the first sector and by any."""
    day = parser.parse(case["query_date"]).date().isoformat() if case.get("query_date") else None
    found = resolve(case["actor"], day=day)
    country = (found[0].country or bloc(found[0]) or "") if found else ""
    sectors = (found[0].sectors if found else ()) or ("",)
    place = "country" not in case or case["country"] == country
    wanted = {case["code_1"], case.get("code_2") or case["code_1"]} if "code_1" in case else set()
    wanted |= {""} if "UNK" in wanted else set()
    first = not wanted or sectors[0] in wanted
    return place and first, place and (not wanted or bool(wanted & set(sectors)))


def office_figures(base: KnowledgeBase) -> dict[str, float]:
    """Return the share of answers that are right, and of the questions that are answered."""
    with (HERE / "data" / "offices.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    right = answered = 0
    for row in rows:
        holder = base.holder(row["country"], row["office"], row["day"])
        good = holder is not None and same_name(holder.name, row["holder"])
        answered += holder is not None
        right += good
        if good != bool(row["holder"]) and "--errors" in sys.argv:
            print(row, holder)
    known = sum(bool(r["holder"]) for r in rows)
    return {"offices_right": right / answered, "offices_answered": answered / known}


def same_name(mine: str, theirs: str) -> bool:
    """Whether two names are one, in other spellings or with other middle names."""
    return bool(theirs) and fuzz.token_set_ratio(plain(mine), plain(theirs)) >= 80


def plain(name: str) -> str:
    """Return a name without case, accents and hyphens."""
    folded = unicodedata.normalize("NFKD", name.casefold()).replace("-", " ")
    return "".join(c for c in folded if not unicodedata.combining(c))


def speed_figures(base: KnowledgeBase) -> dict[str, float]:
    """Return seconds to open (in a fresh process), look-ups and sentences a second."""
    names = ["Nicolás Maduro", "the Kremlin", "NATO", "Ruritania", "Bundestag", "US"] * 20_000
    start = time.process_time()
    for name in names:
        base.lookup(name)
    lookups = len(names) / (time.process_time() - start)
    return {"opens_per_s": 1 / opening_time(), "lookups_per_s": lookups, "sentences_per_s": reading_speed()}


def opening_time() -> float:
    """Return the seconds that loading and one look-up take, imports left out, in a fresh process."""
    code = (
        "import time; from dateline.actors import load_knowledge_base; t = time.process_time();"
        "load_knowledge_base().lookup('Kyiv'); print(time.process_time() - t)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    return min(float(run.stdout) for run in runs)


def reading_speed() -> float:
    """Return sentences a second of processor time, every noun phrase of each article asked."""
    path = shared("bench", "helsinki", "helsinki_articles.csv")
    if path is None:
        return 0.0
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(islice(csv.DictReader(lines), 25))
    texts = [max(row.values(), key=lambda value: len(value or "")) for row in rows]
    articles = [as_article(t.replace(" ### ", "\n"), published="2018-07-16") for t in texts]
    parsed = list(parse_articles(articles))
    sentences = sum(len(list(p.doc.sents)) for article in parsed for p in article.paragraphs)
    start = time.process_time()
    for article in parsed:
        actors = find_actors(article)
        for number, paragraph in enumerate(article.paragraphs):
            for chunk in paragraph.doc.noun_chunks:
                actors.of(number, chunk.root)
    return sentences / (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
