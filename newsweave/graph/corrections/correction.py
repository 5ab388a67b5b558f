"""What a person says against the machine: these two are one, these are not, this is wrong; and how it can be undone.

A correction is a line in a log that only grows. It names what it is about as a person would, by name and kind, and by
the words that show it: document, offsets and the words there. Rows, clusters and ids may change when the articles are
extracted anew; the words stay. Who and when are given by the caller; nothing here knows of a clock.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from newsweave.errors import NewsweaveError
from newsweave.ids import content_id
from newsweave.types import Kind

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_LINK = re.compile(r"([a-z][a-z0-9_-]*):(\S+)")


class Action(StrEnum):
    """What a correction does."""

    MERGE = "merge"  # its targets are one
    NOT_SAME = "not-same"  # its two targets are two
    SPLIT = "split"  # the mentions of its second target are of another than the first
    RETYPE = "retype"  # its target is of the kind `value`
    RELABEL = "relabel"  # its target is called `value`
    REJECT = "reject"  # what the sentences of its target were read to say is wrong
    LINK = "link"  # its target is what `value` identifies: "wikidata:Q232"
    UNDO = "undo"  # the correction with the id `value` counts no more


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Words in a document.

    Attributes:
        document: Id of the document: a hash of its words and of what is known about it.
        start: Half-open with `end`, in code points of the document's text.
        end: See `start`.
        words: What stands there.
    """

    document: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a correction is about.

    Attributes:
        what: "entity", "mentions", "statement", "event" or "quote".
        kind: The kind of the entity ("PERSON"), the predicate, the type of the event or the kind of the quote.
        name: As people know it: a name, or what is said in words.
        places: Where the entity is mentioned; the sentences of a statement; the triggers of an event; what is quoted.
        ends: The subject and the object of a statement.
    """

    what: str
    kind: str
    name: str
    places: tuple[Place, ...] = ()
    ends: tuple["Target", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of the log.

    Attributes:
        id: Hash of all that follows.
        at: When, in UTC, to the thousandth of a second: "2026-11-22T20:15:00.000Z".
        by: Who says so.
        action: What it does.
        targets: What it is about; two or more to merge, two to hold apart and to split, none to undo.
        value: A kind, a name, an identifier elsewhere, or the id of what is undone; None if the action needs none.
        note: Why, in a person's words.
    """

    id: str
    at: str
    by: str
    action: Action
    targets: tuple[Target, ...] = ()
    value: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        """Put it in a line: what, who, when, why."""
        names = " | ".join(target.name for target in self.targets)
        value = f" -> {self.value}" if self.value and self.targets else f" {self.value}" if self.value else ""
        why = f": {self.note}" if self.note else ""
        return f"{self.action}{' ' if names else ''}{names}{value} ({self.by}, {self.at}){why}"


def make_correction(
    action: Action,
    *targets: Target,
    at: str,
    by: str,
    value: str | None = None,
    note: str | None = None,
) -> Correction:
    """Make a correction with its id, checked.

    Raises:
        NewsweaveError: A target or the value is missing or cannot be, or `at` is no moment.
    """
    if not _MOMENT.fullmatch(at):
        raise NewsweaveError("correction", f"{at!r} is no moment", "write it in UTC: 2026-11-22T20:15:00.000Z", "at")
    if not by.strip():
        raise NewsweaveError("correction", "it does not say who", "give a name", "by")
    _check_targets(action, targets)
    value = _checked(action, value)
    about = json.dumps(list(map(_parts, targets)))
    own = content_id("c", at, by, action.value, about, value, note)
    return Correction(id=own, at=at, by=by, action=action, targets=targets, value=value, note=note)


def _parts(target: Target) -> list[object]:
    places = [[each.document, each.start, each.end, each.words] for each in target.places]
    return [target.what, str(target.kind), target.name, places, list(map(_parts, target.ends))]


_NEEDED = {
    Action.MERGE: ("entity", "entity"),
    Action.NOT_SAME: ("entity", "entity"),
    Action.SPLIT: ("entity", "mentions"),
    Action.RETYPE: ("entity",),
    Action.RELABEL: ("entity",),
    Action.LINK: ("entity",),
    Action.UNDO: (),
}


def _check_targets(action: Action, targets: tuple[Target, ...]) -> None:
    given = tuple(target.what for target in targets)
    if action is Action.REJECT:
        fits = len(given) == 1 and given[0] in ("statement", "event", "quote")
    elif action is Action.MERGE:
        fits = len(given) > 1 and set(given) == {"entity"}
    else:
        fits = given == _NEEDED[action]
    if not fits:
        cure = f"it takes {', '.join(_NEEDED.get(action, ())) or 'one statement, event or quote'}"
        raise NewsweaveError("correction", f"{action} does not fit {', '.join(given) or 'nothing'}", cure)


def _checked(action: Action, value: str | None) -> str | None:
    """Check the value: a known kind, a name, an identifier with its scheme, or the id of a correction."""
    value = value.strip() if value is not None else None
    if action in (Action.MERGE, Action.NOT_SAME, Action.SPLIT, Action.REJECT):
        if value is not None:
            raise NewsweaveError("correction", f"{action} takes no value", "leave it out", "value")
    elif not value:
        raise NewsweaveError("correction", f"{action} needs a value", "say what it shall be", "value")
    elif action is Action.RETYPE and value not in {kind.value for kind in Kind}:
        raise NewsweaveError("correction", f"there is no kind {value!r}", f"one of {', '.join(Kind)}", "value")
    elif action is Action.LINK and not _LINK.fullmatch(value):
        raise NewsweaveError("correction", f"{value!r} is no identifier", "write scheme:id, as wikidata:Q232", "value")
    return value


def identifier(text: str) -> str:
    """Write an identifier with its scheme: "Q232" is one of Wikidata, digits alone are one of GeoNames.

    >>> identifier("Q232"), identifier("1526384"), identifier("acme:42")
    ('wikidata:Q232', 'geonames:1526384', 'acme:42')
    """
    if re.fullmatch(r"Q[1-9][0-9]*", text):
        return f"wikidata:{text}"
    return f"geonames:{text}" if text.isascii() and text.isdigit() else text


def in_order(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Put corrections in the order in which they were made, each once, whatever the order of the lines."""
    return tuple(sorted({each.id: each for each in corrections}.values(), key=lambda each: (each.at, each.id)))


def in_force(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """List the corrections that count, in order: those that are not undone; an undoing can be undone as well."""
    listed = in_order(corrections)
    undoings: dict[str | None, list[Correction]] = {}
    for each in listed:
        if each.action is Action.UNDO:
            undoings.setdefault(each.value, []).append(each)
    undone: dict[str, bool] = {}
    for first in listed:  # an undoing hashes the id of what it undoes, so that the chains end
        chain = [first]
        while chain:
            each = chain[-1]
            by = undoings.get(each.id, [])
            open_ = [undoing for undoing in by if undoing.id not in undone]
            if open_:
                chain += open_
            else:
                undone[each.id] = any(not undone[undoing.id] for undoing in by)
                chain.pop()
    return tuple(each for each in listed if each.action is not Action.UNDO and not undone[each.id])
