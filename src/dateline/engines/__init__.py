"""Runs all stages over any number of pages: in this process, or over a pool of local ones."""

from dateline.engines._run import Outcome, run_pages
from dateline.engines._settings import Settings
from dateline.engines._stages import Stages, load_stages
from dateline.engines._watch import SILENT, Watcher

__all__ = ["SILENT", "Outcome", "Settings", "Stages", "Watcher", "load_stages", "run_pages"]
