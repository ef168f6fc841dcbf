"""``dateline evidence``: everything that stands behind one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli._terminal import make_console, printable
from dateline.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from dateline.records import Article, Claim, Event, Span, Witness
    from dateline.store import Store

_MANY = 10
_STYLES = {
    "trigger": "bold reverse",
    "actors": "bold green",
    "recipients": "bold blue",
    "time": "yellow",
    "place": "magenta",
    "source": "cyan",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.duckdb")
@click.argument("event", metavar="EVENT")
def command(file: Path, event: str) -> None:
    """Show why an event is believed: its standing, its witnesses, and each report's own words.

    EVENT is an event's id as 'dateline show FILE events' lists it; its beginning will do.
    """
    from dateline.store import open_store

    console = make_console()
    with open_store(file) as store:
        found = _find(store, event)
        claims = {claim.id: claim for claim in _claims_of(store, found)}
        articles = {a.id: a for a in store.articles("id IN (SELECT unnest(?))", [list(found.articles)])}
    console.print(_heading(found))
    console.print(_witness_tree(found, claims, articles))
    for text in _reports(list(claims.values()), articles):
        console.print(text, soft_wrap=not console.is_terminal)


def _find(store: Store, prefix: str) -> Event:
    events = store.events("starts_with(id, ?)", [prefix])
    exact = [event for event in events if event.id == prefix]
    if len(exact or events) == 1:
        return (exact or list(events))[0]
    if not events:
        raise UsageError(
            f"no event {prefix}", where=str(store.path), todo=f"see: dateline show {store.path} events"
        )
    ids = ", ".join(event.id for event in events[:_MANY])
    raise UsageError(f"{len(events)} events begin with {prefix}", todo=f"write more of the id: {ids}")


def _claims_of(store: Store, event: Event) -> Sequence[Claim]:
    return store.claims("id IN (SELECT unnest(?))", [list(event.claims)])


def _heading(event: Event) -> Text:
    from rich.text import Text

    what = "/".join(filter(None, (event.type, event.mode)))
    people = f"{', '.join(event.actors) or '?'} → {', '.join(event.recipients) or '?'}"
    days = " … ".join(dict.fromkeys(filter(None, (event.start, event.end)))) or "day unknown"
    place = event.place.name or event.place.raw or event.place.country or "place unknown"
    text = Text(printable(f"{what}  {people}\n"), style="bold")
    text.append(printable(f"{days}, {place}; {event.status}; {event.standing}\n"), style="not bold")
    if event.disagreements:
        text.append(f"reports differ in: {', '.join(event.disagreements)}\n", style="not bold yellow")
    return text


def _witness_tree(event: Event, claims: dict[str, Claim], articles: dict[str, Article]) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    count = len(event.witnesses)
    tree = Tree(Text(f"{count} independent {'witness' if count == 1 else 'witnesses'}"))
    for witness in event.witnesses:
        branch = tree.add(Text(printable(_witness_name(witness)), style="bold"))
        for claim in sorted((claims[id] for id in witness.claims if id in claims), key=_place_in_text):
            branch.add(Text(printable(_chain(claim, articles.get(claim.article)))))
    return tree


def _place_in_text(claim: Claim) -> tuple[str, Span]:
    return claim.article, claim.evidence.trigger


def _witness_name(witness: Witness) -> str:
    return f"{witness.name} ({'anonymous' if witness.anonymous else witness.kind})"


def _chain(claim: Claim, article: Article | None) -> str:
    """The source chain from the publisher in, ending at the claim."""
    publisher = (article and article.publisher) or f"article {claim.article}"
    links = [f"{link.name} (anonymous)" if link.anonymous else link.name for link in claim.source]
    return f"{' ← '.join([publisher, *links])}: claim {claim.id}"


def _reports(claims: list[Claim], articles: dict[str, Article]) -> Iterator[Text]:
    from rich.text import Text

    for claim in sorted(claims, key=_place_in_text):
        article = articles[claim.article]
        title = " · ".join(
            filter(None, (article.publisher, article.published, article.headline or article.url))
        )
        where = f"article {article.id}, characters {claim.evidence.sentence[0]}–{claim.evidence.sentence[1]}"
        head = (
            f"\n{title or 'publisher unknown'}\n{where}; {claim.status}; confidence {claim.confidence:.2f}\n"
        )
        yield Text.assemble(
            (printable(head), "dim"), _marked_sentence(claim, article), _words(claim, article)
        )


def _marked_sentence(claim: Claim, article: Article) -> Text:
    """The sentence with the words that each field rests on in their colours."""
    from rich.text import Text

    start, end = claim.evidence.sentence
    text = Text(printable(article.text[start:end]))
    for name, spans in _spans(claim).items():
        for a, b in spans:
            text.stylize(_STYLES[name], max(0, a - start), max(0, b - start))
    return text


def _words(claim: Claim, article: Article) -> Text:
    """The words that each field rests on, named, so that they are told apart without colour too."""
    from rich.text import Text

    text = Text("\n")
    for name, spans in _spans(claim).items():
        for start, end in dict.fromkeys(spans):
            text.append(f"  {name}: ", style="dim")
            text.append(printable(article.text[start:end]), style=_STYLES[name])
    return text


def _spans(claim: Claim) -> dict[str, tuple[Span, ...]]:
    evidence = claim.evidence
    return {
        "actors": evidence.actors,
        "recipients": evidence.recipients,
        "time": (evidence.time,) if evidence.time else (),
        "place": (evidence.place,) if evidence.place else (),
        "source": evidence.source,
        "trigger": (evidence.trigger,),
    }
