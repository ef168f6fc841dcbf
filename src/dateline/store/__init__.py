"""One DuckDB file: its schema, writing and reading the records of the design."""

from dateline.store._listing import LISTINGS, Filler, Filter, Listing, chosen_ids, list_rows, load_listing
from dateline.store._reference import schema_reference
from dateline.store._rows import (
    Packed,
    Rows,
    article_rows,
    coded_rows,
    event_rows,
    judgement_rows,
    lineage_rows,
    merge_rows,
    pack,
    page_rows,
    reject_rows,
    relation_rows,
    story_rows,
)
from dateline.store._schema import Column, Table, load_schema
from dateline.store._store import KnownPage, Store, open_store

__all__ = [
    "LISTINGS",
    "Column",
    "Filler",
    "Filter",
    "KnownPage",
    "Listing",
    "Packed",
    "Rows",
    "Store",
    "Table",
    "article_rows",
    "chosen_ids",
    "coded_rows",
    "event_rows",
    "judgement_rows",
    "lineage_rows",
    "list_rows",
    "load_listing",
    "load_schema",
    "merge_rows",
    "open_store",
    "pack",
    "page_rows",
    "reject_rows",
    "relation_rows",
    "schema_reference",
    "story_rows",
]
