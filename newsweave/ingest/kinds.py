"""What a name names: one decision over everything that the document says about it.

The model's labels are one voice with a weight; titles, heads, verbs, prepositions and the gazetteer are the
others. Every vote keeps its reason, so that the decision can be explained in a sentence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsweave.ingest.candidates import Name, words
from newsweave.ingest.cues import cues
from newsweave.ingest.gazetteer import gazetteer
from newsweave.types import Kind

# Weights, set by hand on three quarters of the development articles; one labelled mention is the unit.
_MODEL_LIMIT = 4.0
_TITLE = 3.0
_HEAD = 3.0
_SPEAKS = 1.0
_PERSONAL = 1.5
_PLACED = 1.0
_OF_PLACE = 2.0
_ACRONYM = 2.0
_APPOSITION = 2.0
# A tie goes to the first; also the order in which kinds are listed.
ORDER = (Kind.PLACE, Kind.PERSON, Kind.ORG, Kind.NORP, Kind.EVENT, Kind.WORK, Kind.PRODUCT, Kind.LAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One voice for one kind."""

    kind: Kind
    weight: float
    reason: str


def votes(doc: Doc, names: Iterable[Name]) -> Iterator[Vote]:
    """Collect the votes for one form of a name from all places where it stands."""
    listed = list(names)
    form = words(doc, listed[0])
    yield from _model(listed)
    yield from _known(form)
    yield from _shape(form)
    seen: Counter[str] = Counter()
    for name in listed:
        for vote in _context(doc, name):
            seen[vote.reason] += 1
            if seen[vote.reason] <= 2:  # the third "said" adds nothing
                yield vote


def decide(ballots: Iterable[Vote]) -> tuple[Kind | None, tuple[str, ...]]:
    """Count votes; return the kind that has most and the reasons for it, weightiest first."""
    total: Counter[Kind] = Counter()
    reasons: Counter[str] = Counter()
    kept = list(ballots)
    for vote in kept:
        total[vote.kind] += vote.weight  # type: ignore[assignment]
    if not total:
        return None, ()
    kind = max(total, key=lambda kind: (total[kind], -ORDER.index(kind)))
    for vote in kept:
        if vote.kind is kind:
            reasons[vote.reason] += vote.weight  # type: ignore[assignment]
    ordered = sorted(reasons, key=lambda reason: (-reasons[reason], reason))
    return kind, tuple(ordered)


def _model(names: list[Name]) -> Iterator[Vote]:
    labels = Counter(name.kind for name in names if name.kind)
    scale = min(1.0, _MODEL_LIMIT / max(1, sum(labels.values())))
    for kind, count in sorted(labels.items()):
        yield Vote(
            kind=kind,
            weight=count * scale,
            reason=f"the language model says {kind} ({count} of {len(names)})",
        )


def _known(form: str) -> Iterator[Vote]:
    for known in gazetteer().readings(form):
        yield Vote(kind=known.kind, weight=known.weight, reason=f"{form!r} is known as a {known.sort}")


def _shape(form: str) -> Iterator[Vote]:
    tokens = form.lower().replace("’", "'").split()
    heads = cues().heads
    if len(tokens) > 1:
        for kind, nouns in heads.items():
            for at, position in ((-1, "last"), (0, "first")):
                noun = tokens[at].removesuffix("s") if tokens[at] not in nouns else tokens[at]
                of = position == "last" or tokens[1] in {"of", "for", "on"}
                if of and tokens[at] in nouns | {noun}.intersection(nouns):
                    yield Vote(kind=kind, weight=_HEAD, reason=f"its {position} word is {tokens[at]!r}")
    letters = form.replace(".", "")
    if len(tokens) == 1 and letters.isupper() and 2 <= len(letters) <= 6:
        yield Vote(kind=Kind.ORG, weight=_ACRONYM, reason="it is written in capitals like an acronym")


def _context(doc: Doc, name: Name) -> Iterator[Vote]:
    known = cues()
    before = doc[name.start - 1].lower_ if name.start else ""
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    if before in known.titles | known.roles | known.relatives:
        yield Vote(kind=Kind.PERSON, weight=_TITLE, reason=f"{before!r} stands before it")
    if before in known.before_places:
        yield Vote(kind=Kind.PLACE, weight=_PLACED, reason=f"{before!r} stands before it")
    if before == "of" and name.start > 1 and doc[name.start - 2].lower_ in known.place_nouns:
        yield Vote(kind=Kind.PLACE, weight=_OF_PLACE, reason=f"{doc[name.start - 2].lower_!r} of it is spoken of")
    root = doc[name.start : name.end].root
    if root.dep_ in {"nsubj", "nsubjpass"}:
        yield from _subject(root.head)
    if after == ",":
        yield from _described(doc, name.end + 1)
    if root.dep_ == "appos" and root.head.lower_ in known.roles | known.relatives:
        yield Vote(kind=Kind.PERSON, weight=_APPOSITION, reason=f"it tells which {root.head.lower_!r}")
    if _aged(doc, name.start):
        yield Vote(kind=Kind.PERSON, weight=_TITLE, reason="an age stands before it")
    if after == "family":
        yield Vote(kind=Kind.PERSON, weight=_PERSONAL, reason="its family is spoken of")


def _aged(doc: Doc, start: int) -> bool:
    """Tell whether "81-year-old" stands before a token, in one token or five."""
    return start > 0 and (doc[start - 1].lower_.endswith("-old") or (doc[start - 1].lower_ == "old" and start > 2))


def _subject(verb: Token) -> Iterator[Vote]:
    known = cues()
    if verb.lower_ in known.speaking:
        yield Vote(kind=Kind.PERSON, weight=_SPEAKS, reason="it speaks")
        yield Vote(kind=Kind.ORG, weight=_SPEAKS / 2, reason="it speaks")
    if verb.lower_ in known.personal:
        yield Vote(kind=Kind.PERSON, weight=_PERSONAL, reason=f"{verb.lower_!r} is said of it")


def _described(doc: Doc, start: int) -> Iterator[Vote]:
    """Read an apposition: "Timothy Ash, senior strategist at ..."."""
    known = cues()
    if start < len(doc) and doc[start].is_digit and 1 < len(doc[start].text) < 4:
        yield Vote(kind=Kind.PERSON, weight=_APPOSITION, reason="an age follows it")
    for token in doc[start : start + 5]:
        if token.lower_ in known.roles and token.dep_ in {"appos", "attr", "ROOT", "conj"}:
            yield Vote(kind=Kind.PERSON, weight=_APPOSITION, reason=f"{token.lower_!r} follows it")
            return
        if token.is_punct or token.dep_ == "punct":
            return
