"""Mention and day → Actor: who a phrase names, from a knowledge base of states, offices and bodies."""

from dateline.actors._coreference import ArticleActors, find_actors
from dateline.actors._knowledge import (
    Entry,
    Holder,
    KnowledgeBase,
    actor_faults,
    load_knowledge_base,
    read_user_rows,
)
from dateline.actors._phrase import bloc, resolve
from dateline.actors._tables import Country, countries

__all__ = [
    "ArticleActors",
    "Country",
    "Entry",
    "Holder",
    "KnowledgeBase",
    "actor_faults",
    "bloc",
    "countries",
    "find_actors",
    "load_knowledge_base",
    "read_user_rows",
    "resolve",
]
