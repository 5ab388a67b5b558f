"""What killed somebody, an attack or an accident, where the verb alone does not tell.

The ferry sank, killing twelve                     DIE: below an accident
Twelve were killed when the roof fell in           DIE: an accident beside it
Twelve were killed (in a report on an earthquake)  DIE: the document tells of nothing else
Gunmen killed twelve                               ASSAULT
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from newsweave.ingest.events.happenings import Happening

_KILLING = "kill"
_NATURAL = frozenset({"ACCIDENT", "DISASTER"})
_BELOW = frozenset({"advcl", "xcomp", "conj", "ccomp", "acl"})
_BESIDE = frozenset({"when", "after", "as", "while", "in"})


def caused(doc: Doc, found: Sequence[Happening]) -> tuple[Happening, ...]:
    """Turn the killings that an accident or a disaster did into deaths; what somebody did stays as it is."""
    types = {happening.head: happening.type for happening in found}
    counts = Counter(happening.type for happening in found if happening.lemma != _KILLING)
    natural = sum(counts[kind] for kind in _NATURAL) > counts["ASSAULT"]
    return tuple(
        replace(happening, type="DIE")
        if _is_unclear(happening) and _is_natural(doc, happening, types, natural)
        else happening
        for happening in found
    )


def _is_unclear(happening: Happening) -> bool:
    return happening.lemma == _KILLING and happening.type == "ASSAULT"


def _is_natural(doc: Doc, happening: Happening, types: dict[int, str], natural: bool) -> bool:
    verb = doc[happening.head]
    beside = {kind for kind in (types.get(token.i) for token in _around(verb)) if kind}
    if beside & _NATURAL:
        return "ASSAULT" not in beside
    return not happening.agents and natural and "ASSAULT" not in beside


def _around(verb: Token) -> list[Token]:
    """Return the verb above a killing, and what a clause or phrase of time or place below it tells."""
    above = [verb.head] if verb.dep_ in _BELOW else []
    below = [child for child in verb.children if child.dep_ == "advcl"]
    behind = [inner for child in verb.children if child.lower_ in _BESIDE for inner in child.children]
    return [*above, *below, *behind]
