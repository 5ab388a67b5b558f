r"""The log of corrections: JSON lines, one a correction, to be read, reviewed and kept under version control.

    {"format":"newsweave-corrections","version":1}
    {"id":"c0...","at":"2026-11-22T20:15:00.000Z","by":"anna","action":"relabel","targets":[...],"value":"..."}

Lines may stand in any order and come twice, so that two people's logs are joined by joining their lines. An empty
line and one that begins with # count for nothing.
"""

import json
from collections.abc import Iterable
from typing import Any

from newsweave.errors import NewsweaveError, RecordError
from newsweave.graph.corrections.correction import Action, Correction, Place, Target, in_order, make_correction

_HEADER = {"format": "newsweave-corrections", "version": 1}
_CURE = "mend the line, or take it out"
_FIELDS = {"id", "at", "by", "action", "targets", "value", "note"}


def write_log(corrections: Iterable[Correction]) -> str:
    """Write corrections as the text of a log, in order, each once."""
    return "".join([header(), *map(log_line, in_order(corrections))])


def header() -> str:
    """Write the first line of a log."""
    return _dumps(_HEADER)


def log_line(correction: Correction) -> str:
    """Write one correction as a line; what it has not is left out."""
    data: dict[str, Any] = {
        "id": correction.id,
        "at": correction.at,
        "by": correction.by,
        "action": correction.action.value,
        "targets": [_target(target) for target in correction.targets],
        "value": correction.value,
        "note": correction.note,
    }
    return _dumps({name: value for name, value in data.items() if value})


def read_log(lines: Iterable[str], name: str = "corrections") -> tuple[Correction, ...]:
    """Read a log, in order, each correction once.

    Args:
        lines: The lines, in any order after the header.
        name: What to call it in errors.

    Raises:
        RecordError: A line is damaged, changed by hand without its id, or from another version.
    """
    found = []
    begun = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            data = json.loads(line)
            if isinstance(data, dict) and "format" in data:
                begun = _begin(data)
            elif not begun:
                raise ValueError("there is no header before it")
            else:
                found.append(_correction(data))
        except (ValueError, NewsweaveError, RecursionError) as error:
            raise RecordError(name, str(error), _CURE, f"line {number}") from error
    return in_order(found)


def _begin(data: dict[str, Any]) -> bool:
    if data != _HEADER:
        raise ValueError(f"the header should be {_dumps(_HEADER).strip()}, not {_dumps(data).strip():.80}")
    return True


def _correction(data: Any) -> Correction:
    fields = _object(data, _FIELDS)
    made = make_correction(
        Action(_text(fields, "action")),
        *(_read_target(each) for each in _list(fields, "targets")),
        at=_text(fields, "at"),
        by=_text(fields, "by"),
        value=_text(fields, "value") if "value" in fields else None,
        note=_text(fields, "note") if "note" in fields else None,
    )
    if made.id != fields.get("id"):
        raise ValueError(f"its id is {fields.get('id')!r}, and its words make {made.id!r}: it was changed by hand")
    return made


def _target(target: Target) -> dict[str, Any]:
    data: dict[str, Any] = {"what": target.what, "kind": target.kind, "name": target.name}
    if target.places:
        data["places"] = [[each.document, each.start, each.end, each.words] for each in target.places]
    if target.ends:
        data["ends"] = [_target(end) for end in target.ends]
    return data


def _read_target(data: Any) -> Target:
    fields = _object(data, {"what", "kind", "name", "places", "ends"})
    return Target(
        what=_text(fields, "what"),
        kind=_text(fields, "kind"),
        name=_text(fields, "name"),
        places=tuple(_read_place(each) for each in _list(fields, "places")),
        ends=tuple(_read_target(each) for each in _list(fields, "ends")),
    )


def _read_place(data: Any) -> Place:
    match data:
        case [str(document), int(start), int(end), str(words)] if 0 <= start <= end:
            return Place(document=document, start=start, end=end, words=words)
    raise ValueError(f"a place should be [document, start, end, words], not {data!r:.60}")


def _object(data: Any, known: set[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"it should be an object, not {data!r:.60}")
    if unknown := sorted(data.keys() - known):
        raise ValueError(f"it has an unknown field {unknown[0]!r}")
    return data


def _text(fields: dict[str, Any], name: str) -> str:
    if isinstance(value := fields.get(name), str):
        return value
    raise ValueError(f"{name!r} should be text, not {value!r:.60}")


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    if isinstance(value := fields.get(name, []), list):
        return value
    raise ValueError(f"{name!r} should be a list, not {value!r:.60}")


def _dumps(data: dict[str, Any]) -> str:
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:  # lone surrogates
        line = json.dumps(data, separators=(",", ":"))
    return line + "\n"
