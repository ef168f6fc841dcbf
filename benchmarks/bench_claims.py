"""The coder on sentences: our own corpus, sentences without events, role spans, and the five classes.

``python benchmarks/bench_claims.py [--check] [--part corpus|silence|roles|penta|speed] [--misses N]``

corpus   training/corpus, the held-out fifth (by hash of the text): a claim is right when its type, the head of one
         actor and the head of one recipient are (an empty role must be empty).
silence  sentences that several coders read: share of those all call empty that get a claim, and of those
         all call relevant that get one.
roles    head-match F1 of source and target spans on cameo_roles_train.
penta    macro F1 of five classes from the bare sentence, 0 when no claim is found, on the fifth of
         cameo_penta_train whose classes the act model did not learn from.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _common import check_floors, report, shared

CORPUS = Path(__file__).resolve().parents[1] / "training" / "corpus" / "corpus.jsonl"
PEERS = {
    "penta: TF-IDF and logistic regression, macro F1": 0.626,
    "Universal PETRARCH, extra claims a right one": 3212 / 565,
}
Span = tuple[int, int]


def held_out(item: dict[str, Any]) -> bool:
    """Say whether a corpus item is in the fifth that no model learns from."""
    return int(item["id"], 16) % 5 == 0


def code_texts(texts: Sequence[str]) -> list[Any]:
    """Return the coded article of each text, in order."""
    from dateline.claims import code_articles
    from dateline.language import as_article

    return list(code_articles(as_article(text, id=str(n)) for n, text in enumerate(texts)))


def f1(hits: int, found: int, wanted: int) -> float:
    """Return the F1 of ``hits`` among ``found`` and ``wanted``."""
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def heads(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[list[int]]:
    """Return for every span of every text the character offset of its syntactic head."""
    from dateline.language import load_parser

    found = []
    for doc, wanted in zip(load_parser().pipe(texts), spans, strict=True):
        words = [doc.char_span(*span, alignment_mode="expand") for span in wanted]
        found.append([w.root.idx if w is not None else s[0] for w, s in zip(words, wanted, strict=True)])
    return found


def head_of(spans: Iterable[Span], table: dict[Span, int]) -> set[int]:
    """Return the heads of the spans."""
    return {table[s] for s in spans}


def score_corpus(misses: int = 0, *, everything: bool = False) -> dict[str, float]:
    """Score the coder on the held-out fifth of our own corpus."""
    items = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    items = [i for i in items if everything or held_out(i)]
    coded = code_texts([i["text"] for i in items])
    hits = triggers = types = found = wanted = statuses = empty = noisy = 0
    shown = 0
    for item, article in zip(items, coded, strict=True):
        gold, ours = item["claims"], article.claims
        pairs = match_item(item, article)
        hits += len(pairs)
        types += _count_types(item, article)
        triggers += sum(
            any(_touch(c["trigger"], o.evidence.trigger) for o in article.claims) for c in item["claims"]
        )
        statuses += sum(item["claims"][g]["status"] == article.claims[o].status for g, o in pairs)
        found, wanted = found + len(ours), wanted + len(gold)
        empty += not gold
        noisy += not gold and bool(ours)
        if shown < misses and len(pairs) < max(len(gold), len(ours)):
            shown += 1
            _show(item, article, pairs)
    return {
        "full_f1": f1(hits, found, wanted),
        "precision": hits / max(1, found),
        "recall": hits / max(1, wanted),
        "type_f1": f1(types, found, wanted),
        "trigger_recall": triggers / max(1, wanted),
        "status_accuracy": statuses / max(1, hits),
        "quiet": 1 - noisy / max(1, empty),
    }


def match_item(item: dict[str, Any], article: Any) -> list[tuple[int, int]]:
    """Return (gold claim, our claim) by index for those that agree in type, an actor's and a recipient's head."""
    table = _head_table(item, article)
    gold = [_gold_key(c, table) for c in item["claims"]]
    return _match(gold, [_our_key(c, table) for c in article.claims])


def _head_table(item: dict[str, Any], article: Any) -> dict[Span, int]:
    spans = {tuple(s) for c in item["claims"] for s in (*c["actors"], *c["recipients"])}
    spans |= {(a.start, a.end) for c in article.claims for a in (*c.actors, *c.recipients)}
    ordered = sorted(spans)
    return dict(zip(ordered, heads([item["text"]], [ordered])[0], strict=True))


def _gold_key(claim: dict[str, Any], table: dict[Span, int]) -> tuple[str, frozenset[int], frozenset[int]]:
    actors = frozenset(table[tuple(s)] for s in claim["actors"])
    recipients = frozenset(table[tuple(s)] for s in claim["recipients"])
    return claim["type"], actors, recipients


def _our_key(claim: Any, table: dict[Span, int]) -> tuple[str, frozenset[int], frozenset[int]]:
    actors = frozenset(table[(a.start, a.end)] for a in claim.actors)
    return claim.type, actors, frozenset(table[(r.start, r.end)] for r in claim.recipients)


def _match(gold: Sequence[Any], ours: Sequence[Any]) -> list[tuple[int, int]]:
    pairs, free = [], set(range(len(ours)))
    for g, (event_type, actors, recipients) in enumerate(gold):
        for o in sorted(free):
            fits = ours[o][0] == event_type and _agree(actors, ours[o][1]) and _agree(recipients, ours[o][2])
            if fits:
                pairs.append((g, o))
                free.discard(o)
                break
    return pairs


def _agree(wanted: frozenset[int], found: frozenset[int]) -> bool:
    return bool(wanted & found) or (not wanted and not found)


def _count_types(item: dict[str, Any], article: Any) -> int:
    left = [c.type for c in article.claims]
    hits = 0
    for claim in item["claims"]:
        if claim["type"] in left:
            left.remove(claim["type"])
            hits += 1
    return hits


def _touch(left: Sequence[int], right: Sequence[int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _show(item: dict[str, Any], article: Any, pairs: Sequence[tuple[int, int]]) -> None:
    from seeds import told

    text = item["text"]
    print(text)
    for n, c in enumerate(item["claims"]):
        if n not in {g for g, _ in pairs}:
            said = [[text[s:e] for s, e in c[k]] for k in ("actors", "recipients")]
            print("   want", c["type"], c["status"], repr(text[slice(*c["trigger"])]), *said)
    for n, c in enumerate(article.claims):
        if n not in {o for _, o in pairs}:
            print("   have", told(c, text))


def read_silence() -> Iterator[tuple[str, bool]]:
    """Yield (sentence, relevant) for the sentences on which all coders agree."""
    for path in sorted(shared("bench", "silence").glob("round*.csv")):  # type: ignore[union-attr]
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                votes = {v for k, v in row.items() if k and k.startswith("1_Relevant") and v}
                if len(votes) == 1:
                    yield row["sentences"].strip(), ast.literal_eval(votes.pop())


def score_silence(misses: int = 0) -> dict[str, float]:
    """Score how quiet the coder is where nothing happened, and how awake where something did."""
    rows = list(read_silence())
    spoke = [bool(c.claims) for c in code_texts([text for text, _ in rows])]
    empty = [s for s, (_, relevant) in zip(spoke, rows, strict=True) if not relevant]
    full = [s for s, (_, relevant) in zip(spoke, rows, strict=True) if relevant]
    for said, (text, relevant) in list(zip(spoke, rows, strict=True)):
        if said != relevant and misses:
            misses -= 1
            print("   noise" if said else "   missed", text[:230])
    return {"quiet": 1 - sum(empty) / len(empty), "relevant": sum(full) / len(full)}


def read_roles() -> Iterator[tuple[str, list[Span], list[Span]]]:
    """Yield (sentence, source spans, target spans) of the role sentences; R marks count as both."""
    words: list[tuple[str, str]] = []
    path = shared("bench", "relation", "cameo_roles_train.conll")
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:  # type: ignore[union-attr]
        if line.strip():
            word, tag = line.rsplit(" ", 1)
            words.append((word, tag))
        elif words:
            yield _bio(words)
            words = []


def _bio(words: Sequence[tuple[str, str]]) -> tuple[str, list[Span], list[Span]]:
    text, spans = "", []
    for word, tag in words:
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        if tag.startswith("B-"):
            spans.append((tag[2], start, len(text)))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], spans[-1][1], len(text))
    sources = [(s, e) for k, s, e in spans if k in "SR"]
    return text, sources, [(s, e) for k, s, e in spans if k in "TR"]


def score_roles() -> dict[str, float]:
    """Score actor and recipient heads against source and target spans, micro F1 over sentences."""
    rows = list(read_roles())
    coded = code_texts([text for text, _, _ in rows])
    sums = {"S": [0, 0, 0], "T": [0, 0, 0]}
    for (text, sources, targets), article in zip(rows, coded, strict=True):
        for key, wanted, role in (("S", sources, "actors"), ("T", targets, "recipients")):
            spans = sorted({(a.start, a.end) for c in article.claims for a in getattr(c, role)})
            found = set(heads([text], [spans])[0])
            gold = set(heads([text], [wanted])[0])
            for n, value in enumerate((len(found & gold), len(found), len(gold))):
                sums[key][n] += value
    both = [a + b for a, b in zip(sums["S"], sums["T"], strict=True)]
    return {"S_f1": f1(*sums["S"]), "T_f1": f1(*sums["T"]), "both_f1": f1(*both)}


def score_penta() -> dict[str, float]:
    """Score five classes from the bare sentence."""
    from sklearn.metrics import f1_score

    path = shared("bench", "relation", "cameo_penta_train.tsv")
    with path.open(encoding="utf-8", newline="") as lines:  # type: ignore[union-attr]
        rows = [r for r in csv.DictReader(lines, delimiter="\t") if _is_untaught(r["sentence"])]
    coded = code_texts([r["sentence"] for r in rows])
    ours = [_quad(c.claims) for c in coded]
    gold = [int(r["penta"]) for r in rows]
    return {"macro_f1": float(f1_score(gold, ours, average="macro"))}


def _is_untaught(sentence: str) -> bool:
    """Say whether a sentence is in the fifth whose class the act model never saw (as in training/_acts_data.py)."""
    key = "".join(c for c in sentence.casefold() if c.isalnum())
    return int(sha256(key.encode()).hexdigest(), 16) % 5 == 0


def _quad(claims: Sequence[Any]) -> int:
    return int(max(claims, key=lambda c: c.confidence).quad) if claims else 0


def measure_speed() -> dict[str, float]:
    """Measure sentences a second of the coder alone, on parsed text, in one process."""
    from dateline.actors import load_knowledge_base
    from dateline.claims import code_parsed, load_ontology
    from dateline.language import as_article, parse_articles

    texts = [text for text, _ in read_silence()] * 2
    parsed = list(parse_articles(as_article(t, id=str(n)) for n, t in enumerate(texts)))
    ontology, knowledge_base = load_ontology(), load_knowledge_base()
    code_parsed(parsed[0], ontology, knowledge_base)
    start = time.perf_counter()
    for article in parsed:
        code_parsed(article, ontology, knowledge_base)
    return {"sentences_per_second": len(texts) / (time.perf_counter() - start)}


def main() -> int:
    """Print every figure beside its floor; with --check return 1 where one lies below."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--part", default="corpus,silence,roles,penta,speed")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument(
        "--everything", action="store_true", help="score the whole corpus, for reading misses"
    )
    options = parser.parse_args()
    figures: dict[str, float] = {}
    if "corpus" in options.part:
        scored = score_corpus(options.misses, everything=options.everything)
        figures |= {f"corpus_{k}": v for k, v in scored.items()}
    if shared("bench", "silence") is not None:
        for name, score in (("roles", score_roles), ("penta", score_penta), ("speed", measure_speed)):
            if name in options.part:
                figures |= {f"{name}_{k}": v for k, v in score().items()}
        if "silence" in options.part:
            figures |= {f"silence_{k}": v for k, v in score_silence(options.misses).items()}
    report("claims", figures, peers=PEERS)
    return check_floors("claims", figures) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
