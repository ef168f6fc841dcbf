"""Page → Article: main text, metadata, furniture, the outlet cited."""

from dateline.articles._article import read_articles

__all__ = ["read_articles"]
