"""The schema as a page of documentation."""

from __future__ import annotations

from dateline.store._schema import Table, load_schema

_HEAD = """# The database

A DuckDB file; any DuckDB client reads it. Made from `src/dateline/store/schema.yaml` by
`python -m dateline.store > docs/reference/schema.md`. Schema version {version}.

A day is a `DATE`. Columns that count characters are offsets (Unicode code points) into `articles.text`, the
first included and the last excluded: `text[char_start + 1 : char_end]` in DuckDB's SQL selects the words.
"""


def schema_reference() -> str:
    """Return the reference of all tables and columns, in Markdown."""
    schema = load_schema()
    parts = [_HEAD.format(version=schema.version), *map(_section, schema.tables.values())]
    return "\n".join(parts)


def _section(table: Table) -> str:
    rows = "\n".join(f"| `{c.name}` | {_plain_type(c.type)} | {c.doc} |" for c in table.columns)
    key = ", ".join(f"`{name}`" for name in table.key)
    return (
        f"## {table.name}\n\n{table.doc} Rows are told apart by {key}.\n\n"
        f"| column | type | meaning |\n| --- | --- | --- |\n{rows}\n"
    )


def _plain_type(type: str) -> str:
    return "list of spans" if type.startswith("STRUCT") else type.replace("[]", " list")
