"""The filter that finds who is said to have said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import click
import msgspec

from dateline.cli._lines import input_argument, read_records, write_records

if TYPE_CHECKING:
    from dateline.records import Attribution


class Text(msgspec.Struct):
    """A line of input."""

    id: str
    text: str


@click.command("quotes")
@input_argument
def command(source: BinaryIO) -> None:
    """Find who is said to have said what, in direct and indirect speech.

    Reads JSON Lines and writes one line for each; spans are character offsets into the text.

    \b
    in   {"id": "1", "text": "The port is closed, Anna Weiss said."}
    out  {"id":"1","attributions":[{"source":[20,30],"cue":[31,35],"content":[[0,18]],
         "direct":false,"speaker":"Anna Weiss"}]}
    """
    write_records(_find(read_records(source, Text)))


def _find(texts: Iterable[Text]) -> Iterator[dict[str, Any]]:
    from dateline.attributions import find_attributions
    from dateline.language import as_article, parse_articles

    for parsed in parse_articles(as_article(t.text, id=t.id) for t in texts):
        yield {"id": parsed.article.id, "attributions": [_plain(a) for a in find_attributions(parsed)]}


def _plain(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "direct": attribution.direct,
        "speaker": attribution.speaker,
    }
