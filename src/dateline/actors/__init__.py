"""Mention and day → Actor: who a phrase names, from a knowledge base of states, offices and bodies."""

from dateline.actors._coreference import ArticleActors, find_actors
from dateline.actors._knowledge import Entry, Holder, KnowledgeBase, load_knowledge_base
from dateline.actors._phrase import bloc, resolve

__all__ = [
    "ArticleActors",
    "Entry",
    "Holder",
    "KnowledgeBase",
    "bloc",
    "find_actors",
    "load_knowledge_base",
    "resolve",
]
