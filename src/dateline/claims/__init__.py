"""Sentences → claims: who did what to whom, when, where, in what status, according to whom."""

from dateline.claims._coder import CODER, CodedArticle, code_articles, code_parsed
from dateline.claims._ontology import EventType, Ontology, Pattern, load_ontology
from dateline.claims._relate import Relate, Related, relate

__all__ = [
    "CODER",
    "CodedArticle",
    "EventType",
    "Ontology",
    "Pattern",
    "Relate",
    "Related",
    "code_articles",
    "code_parsed",
    "load_ontology",
    "relate",
]
