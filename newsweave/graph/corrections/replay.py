"""Replay corrections over what was extracted and resolved: first who is who, then what each is, then what is wrong.

Corrections are taken in the order in which they were made. One that finds nothing to hold on to any more, or that a
later one goes against, is reported as a conflict, and the others are taken all the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsweave.graph.corrections.bench import Bench, called
from newsweave.graph.corrections.correction import Action, Correction, in_force
from newsweave.graph.corrections.edit import described, has, rejected, split_mentions
from newsweave.types import Cluster, Extraction, Judgement, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A correction that does not hold.

    Attributes:
        correction: Which.
        reason: Why, in words.
    """

    correction: Correction
    reason: str

    def __str__(self) -> str:
        """Put it in a line."""
        return f"{self.correction}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What is left after the corrections.

    Attributes:
        extractions: With the kinds, names and links that persons gave, and without what they rejected.
        clusters: Which of their entities are one.
        judgements: Those of the resolver, and those of persons.
        conflicts: Corrections that do not hold, in order.
    """

    extractions: tuple[Extraction, ...]
    clusters: tuple[Cluster, ...]
    judgements: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]


_IDENTITY = (Action.MERGE, Action.NOT_SAME, Action.SPLIT)
_LOST = "what it is about is not found any more"


def replay(
    extractions: Iterable[Extraction],
    clusters: Iterable[Cluster],
    judgements: Iterable[Judgement],
    corrections: Iterable[Correction],
) -> Replay:
    """Replay corrections.

    Args:
        extractions: One for each document.
        clusters: As the resolver made them.
        judgements: As the resolver made them.
        corrections: In any order, each once or more often; what is undone is left out here.
    """
    bench = Bench(extractions, clusters)
    listed = in_force(corrections)
    identity = [each for each in listed if each.action in _IDENTITY]
    failed = {each.id: reason for each in identity if (reason := _identify(bench, each))}
    judged = [judgement for each in identity if each.id not in failed for judgement in _judgements(bench, each)]
    failed |= {each.id: reason for each in listed if (reason := _describe(bench, each))}
    failed |= {each.id: reason for each in listed if each.id not in failed if (reason := _undone(bench, each))}
    wrong = [each for each in listed if each.action is Action.REJECT]
    changed, idle = rejected(bench, wrong)
    failed |= {each.id: _LOST for each in idle}
    return Replay(
        extractions=tuple(changed),
        clusters=bench.clusters(),
        judgements=tuple(sorted({*judgements, *judged}, key=lambda each: (each.left, each.right, repr(each)))),
        conflicts=tuple(Conflict(correction=each, reason=failed[each.id]) for each in listed if each.id in failed),
    )


# --- who is who


def _identify(bench: Bench, correction: Correction) -> str | None:
    """Join or part clusters; return why that cannot be."""
    found = [bench.find(target) for target in correction.targets if target.what == "entity"]
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        return _LOST
    if correction.action is Action.MERGE:
        for other in dict.fromkeys(known[1:]):
            bench.join(known[0], other)
        return None
    if correction.action is Action.SPLIT:
        moved = split_mentions(bench, known[0], correction.targets[1])
        return _part(bench, moved, known[0])
    return _hold_apart(bench, correction, known) if known[0] == known[1] else None


def _hold_apart(bench: Bench, correction: Correction, known: Sequence[str]) -> str | None:
    """Part two entities that are one: what is mentioned at the places of the second, or has its name alone, goes."""
    left, right = correction.targets
    stays, goes = bench.mentioned(left.places), bench.mentioned(right.places)
    members = {local: bench.entity(local) for local in bench.members[known[0]]}
    moved = {
        local
        for local, entity in members.items()
        if local not in stays and (local in goes or (called(entity, right) and not called(entity, left)))
    }
    return _part(bench, moved, known[0])


def _part(bench: Bench, moved: set[str], cluster: str) -> str | None:
    if not moved:
        return "nothing of the second is found in the first; split tells its mentions"
    if moved == bench.members[cluster]:
        return None  # they are already all that there is
    bench.part(moved)
    return None


def _undone(bench: Bench, correction: Correction) -> str | None:
    """Tell whether a later correction went against this one."""
    if correction.action in (Action.SPLIT, Action.REJECT):
        return None
    found = {bench.find(target) for target in correction.targets}
    if correction.action in _IDENTITY:
        one = len(found) == 1
        if one == (correction.action is Action.MERGE):
            return None
        return f"another correction says that they are {'one' if one else 'not one'}"
    members = (bench.entity(local) for cluster in found if cluster for local in bench.members[cluster])
    if all(has(entity, correction) for entity in members):
        return None
    return "a later correction says something else"


def _judgements(bench: Bench, correction: Correction) -> Iterable[Judgement]:
    """Write down what a person decided, as the resolver does."""
    first, *others = correction.targets
    left = sorted(bench.mentioned(first.places))
    verdict = Verdict.SAME if correction.action is Action.MERGE else Verdict.DIFFERENT
    why = correction.note or f"{correction.by} says so."
    for other in others:
        right = sorted(set(bench.mentioned(other.places)) - set(left[:1]))
        if left and right:
            low, high = sorted((left[0], right[0]))
            yield Judgement(
                left=low,
                right=high,
                verdict=verdict,
                score=1.0 if verdict is Verdict.SAME else 0.0,
                reasons=(why,),
                judge=f"person:{correction.by}",
            )


# --- what each is


def _describe(bench: Bench, correction: Correction) -> str | None:
    """Give an entity its kind, name or link; return why that cannot be."""
    if correction.action not in (Action.RETYPE, Action.RELABEL, Action.LINK):
        return None
    cluster = bench.find(correction.targets[0])
    if cluster is None:
        return _LOST
    for document in sorted({bench.owner[local] for local in bench.members[cluster]}):
        bench.extractions[document] = described(bench.extractions[document], bench.members[cluster], correction)
        bench.reindex(document)
    return None
