"""Parsed article → attributions: who is said to have said what; source chains of claims."""

from dateline.attributions._attribute import find_attributions, in_direct_speech
from dateline.attributions._chain import source_chain

__all__ = ["find_attributions", "in_direct_speech", "source_chain"]
