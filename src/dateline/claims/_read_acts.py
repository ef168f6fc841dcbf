"""Which acts a paragraph holds: the ontology's patterns propose, the act model checks and adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from dateline.claims._acts import Act, load_act_model
from dateline.claims._features import TYPES, Proposal, propose
from dateline.claims._ontology import Ontology, Pattern
from dateline.claims._words import syntax_words
from dateline.records import Status

__all__ = ["FoundAct", "read_acts"]

# The least probability of an act that the model finds alone. One that a pattern's frame tells is read whatever
# the model says; the gates hold it to more where its parties are not both known.
LEAST_ALONE = 0.95
_CACHE = "dateline.acts"


@dataclass(frozen=True, slots=True)
class FoundAct:
    """An act at a token, with what found it: a pattern, the model (its probability), or both."""

    token: Token
    type: str
    mode: str | None
    status: Status
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    pattern: Pattern | None
    probability: float | None


def read_acts(doc: Doc, ontology: Ontology) -> tuple[FoundAct, ...]:
    """Return the acts of a parsed paragraph, in order of the text.

    A paragraph that several articles share is read once: what was found stays with its ``doc``.
    """
    key = (_CACHE, id(ontology))
    if key not in doc.user_data:
        doc.user_data[key] = tuple(sorted(_read(doc, ontology), key=lambda a: a.token.i))
    found: tuple[FoundAct, ...] = doc.user_data[key]
    return found


def _read(doc: Doc, ontology: Ontology) -> Iterator[FoundAct]:
    proposals = propose(doc, ontology)
    standing = {i: p for i, p in proposals.items() if p.status is not None and is_framed(p)}
    yield from (_own(doc[i], p) for i, p in standing.items() if p.pattern.type not in TYPES)
    sentences = [s for s in doc.sents if _may_act(s, proposals)]
    for act in load_act_model().read(doc, sentences, proposals, least=LEAST_ALONE):
        proposal = standing.get(act.token.i)
        if proposal is not None and proposal.pattern.type in TYPES:
            yield _confirmed(act, proposal)
        elif act.token.i not in proposals:
            yield _alone(act)


def is_framed(proposal: Proposal) -> bool:
    """Say whether the words stand where the pattern wants them: its required roles are filled."""
    roles = proposal.roles
    match proposal.pattern.flags.get("requires"):
        case "both":
            return bool(roles.actors and roles.recipients)
        case "recipient":
            return bool(roles.recipients)
        case "actor":
            return bool(roles.actors)
        case _:
            return True


def _may_act(sentence: Span, proposals: Mapping[int, Proposal]) -> bool:
    """Say whether a sentence is worth the encoder: it holds a trigger in its frame, or another word of acts."""
    words = act_words()
    return any(t.i in proposals or t.lemma_.lower() in words for t in sentence)


@lru_cache(maxsize=1)
def act_words() -> frozenset[str]:
    """Return the lemmas that are known to carry acts, from ``ontology/syntax.yaml``."""
    return syntax_words("act_words")


def _own(token: Token, proposal: Proposal) -> FoundAct:
    """Return an act of a user's own type, which no model knows: the pattern alone decides."""
    assert proposal.status is not None
    return FoundAct(
        token=token,
        type=proposal.pattern.type,
        mode=proposal.pattern.flags.get("mode"),
        status=proposal.status,
        actors=proposal.roles.actors,
        recipients=proposal.roles.recipients,
        pattern=proposal.pattern,
        probability=None,
    )


def _confirmed(act: Act, proposal: Proposal) -> FoundAct:
    """Return an act that the pattern's frame tells and the model lets stand.

    The frame reads type and roles; a model that agrees fills the roles it leaves empty and judges the status.
    """
    assert proposal.status is not None
    same = act.type == proposal.pattern.type and act.probability >= 0.5
    return FoundAct(
        token=act.token,
        type=proposal.pattern.type,
        mode=proposal.pattern.flags.get("mode") or (act.mode if same else None),
        status=act.status if same and proposal.status == "happened" else proposal.status,
        actors=proposal.roles.actors or (act.actors if same else ()),
        recipients=proposal.roles.recipients or (act.recipients if same else ()),
        pattern=proposal.pattern,
        probability=act.probability,
    )


def _alone(act: Act) -> FoundAct:
    """Return an act that only the model tells."""
    return FoundAct(
        token=act.token,
        type=act.type,
        mode=act.mode,
        status=act.status,
        actors=act.actors,
        recipients=act.recipients,
        pattern=None,
        probability=act.probability,
    )
