"""Articles → lineage (how one came from another) and stories (which report one happening)."""

from dateline.stories._index import StoryIndex, group_stories
from dateline.stories._lineage import trace_lineage

__all__ = ["StoryIndex", "group_stories", "trace_lineage"]
