"""``dateline relate``: what a source does to a target in a sentence."""

from __future__ import annotations

from typing import BinaryIO

import click

from dateline.cli._lines import input_argument, read_records, write_records

__all__ = ["command"]


@click.command("relate")
@input_argument
def command(source: BinaryIO) -> None:
    """Say what a source does to a target in a sentence: PLOVER type, quad class, confidence.

    Reads JSON Lines {sentence, source, target}, writes {type, type15, quad, confidence, scores}; type15 folds
    CONCEDE and RETREAT into YIELD.

    \b
    Example:
      echo '{"sentence":"Oslo sued the dam firm.","source":"Oslo","target":"the dam firm"}' | dateline relate
      {"type":"ACCUSE","type15":"ACCUSE","quad":3,"confidence":0.97,"scores":{"AGREE":0.001,...}}
    """
    from dateline.claims import Relate, relate

    write_records(relate(read_records(source, Relate)))
