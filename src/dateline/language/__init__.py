"""Article → parsed paragraphs: tokens, tags, dependencies, sentences and names, by spaCy."""

from dateline.language._parser import (
    READABLE_ROLES,
    ParsedArticle,
    ParsedParagraph,
    as_article,
    load_parser,
    parse_articles,
)

__all__ = [
    "READABLE_ROLES",
    "ParsedArticle",
    "ParsedParagraph",
    "as_article",
    "load_parser",
    "parse_articles",
]
