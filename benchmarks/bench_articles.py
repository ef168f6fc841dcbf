"""Main text on fundus-evaluation's 80 pages, and furniture on the two seed pages.

ROUGE-LSum as that benchmark computes it: paragraphs in brackets are optional and count only where found.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import yaml
from rouge_score.rouge_scorer import RougeScorer

from _common import check_floors, report, shared
from dateline.articles import read_articles
from dateline.pages import read_pages
from dateline.records import Article

PEERS = {"Fundus, ROUGE-LSum F1": 0.977, "trafilatura, ROUGE-LSum F1": 0.936}


def main_text(article: Article) -> str:
    """The paragraphs that are the report, a line each."""
    told = (p for p in article.paragraphs if p.role in ("body", "quote"))
    return "\n".join(article.text[p.start : p.end] for p in told)


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each page's name and main text ("" where it was turned away)."""
    for path in sorted(folder.iterdir()):
        (item,) = read_articles(read_pages([path]))
        yield path.name, main_text(item) if isinstance(item, Article) else ""


def expected_text(body: list[str], found: str) -> str:
    """The true paragraphs, optional ones only where the text found has them."""
    kept = []
    for paragraph in body:
        optional = paragraph.startswith("[") and paragraph.endswith("]")
        words = paragraph[1:-1] if optional else paragraph
        if not optional or words[:60] in found:
            kept.append(words)
    return "\n".join(kept)


def token_f1(expected: str, found: str) -> float:
    """F1 of the two bags of words."""
    truth, given = Counter(expected.split()), Counter(found.split())
    shared_tokens = sum((truth & given).values())
    return 2 * shared_tokens / max(1, truth.total() + given.total())


def main_text_figures(folder: Path) -> dict[str, float]:
    """ROUGE-LSum F1, precision, recall and token F1, means over pages, and milliseconds a page."""
    truth = json.loads((folder / "ground_truth.json").read_text("utf-8"))
    start = time.perf_counter()
    found = dict(articles(folder / "html"))
    seconds = time.perf_counter() - start
    scorer = RougeScorer(["rougeLsum"])
    rows = []
    for name, text in found.items():
        expected = expected_text(truth[name]["body"], text)
        score = scorer.score(expected, text)["rougeLsum"]
        rows.append((score.fmeasure, score.precision, score.recall, token_f1(expected, text)))
        if "--pages" in sys.argv:
            print(f"{name:36} F1 {score.fmeasure:.3f}  P {score.precision:.3f}  R {score.recall:.3f}")
    names = ("rouge_lsum_f1", "rouge_lsum_precision", "rouge_lsum_recall", "token_f1")
    figures = {measure: mean(column) for measure, column in zip(names, zip(*rows, strict=True), strict=True)}
    return {**figures, "ms_per_page": 1000 * seconds / len(rows)}


def seed_figures(folder: Path) -> dict[str, float]:
    """The share of what ``expected.yaml`` names that comes out right: furniture, captions, heads, sources."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))["articles"]
    furniture, heads = [], []
    for name, want in expected.items():
        (article,) = read_articles(read_pages([folder / f"{name}.txt"]))
        assert isinstance(article, Article)
        roles = [(article.text[p.start : p.end], p.role) for p in article.paragraphs]
        furniture += [
            any(f in text and role == "furniture" for text, role in roles) for f in want["furniture"]
        ]
        furniture += [
            any(c in text and role == "caption" for text, role in roles) for c in [want.get("caption")] if c
        ]
        heads += [getattr(article, field) == want[field] for field in ("headline", "cited", "language")]
    return {"seed_furniture_recall": mean(furniture), "seed_heads": mean(heads)}


def main() -> int:
    """Print our figures beside the peers' and the floors; 1 where ``--check`` finds one too low."""
    pages, seeds = shared("bench", "articles"), shared("seeds")
    if pages is None or seeds is None:
        print("articles: no reference data in ../shared, nothing measured")
        return 0
    figures = {**main_text_figures(pages), **seed_figures(seeds)}
    report("articles", figures, peers=PEERS)
    return check_floors("articles", figures) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
