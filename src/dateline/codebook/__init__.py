"""The codebook: what every table, column, event type and code means, made from what the program itself reads."""

from dateline.codebook._codebook import codebook, entries

__all__ = ["codebook", "entries"]
