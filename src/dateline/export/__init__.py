"""A store → the tables that people already load: one file a format."""

from dateline.export._codes import sectors
from dateline.export._export import FORMATS, export_file, export_stream
from dateline.export._format import Format, Request
from dateline.export._gdelt import EVENT_CELLS as GDELT_EVENT_CELLS
from dateline.export._gdelt import MENTION_CELLS as GDELT_MENTION_CELLS
from dateline.export._icews import CELLS as ICEWS_CELLS
from dateline.export._polecat import CELLS as POLECAT_CELLS
from dateline.export._sheet import Cell
from dateline.export._tables import TABLES, ExportTable, load_table, table_query

__all__ = [
    "FORMATS",
    "GDELT_EVENT_CELLS",
    "GDELT_MENTION_CELLS",
    "ICEWS_CELLS",
    "POLECAT_CELLS",
    "TABLES",
    "Cell",
    "ExportTable",
    "Format",
    "Request",
    "export_file",
    "export_stream",
    "load_table",
    "sectors",
    "table_query",
]
