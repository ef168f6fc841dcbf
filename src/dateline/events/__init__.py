"""Claims → events: one happening each, with its witnesses and disagreements."""

from dateline.events._event import actor_key
from dateline.events._merge import merge_claims

__all__ = ["actor_key", "merge_claims"]
