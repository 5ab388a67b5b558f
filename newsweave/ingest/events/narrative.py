"""The day of what is told without one: a story goes on from the sentence before.

    The boy took a clock to school on Monday. A teacher saw it. Police arrested him.      Monday, all three

The day is carried on as long as each sentence follows the last at once, tells in the past tense, names no other time,
and has somebody in common with what it follows. It goes no further than a sentence that tells no event ("She was 80"),
and not to what fills a life ("She founded a school") or what the dead did.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.happenings import Happening
from newsweave.ingest.reading import Reading
from newsweave.types import Precision, Value, ValueKind

Told = tuple[Happening, tuple[Value, ...]]

_FARTHEST = 2  # sentences
# "Weber, convicted twice, was held on Monday": not on Monday.
_BESIDE = frozenset({"acl", "advcl", "amod"})
_PAST = frozenset({"VBD", "VBN"})
# These are told of a life as often as of a day.
_LIFE = frozenset({"FOUND", "OTHER", "APPOINT", "ELECT"})
_ENDS = "DIE"
_DAYS = frozenset({Precision.DAY, Precision.HOUR})


def carried(reading: Reading, told: Sequence[Told]) -> dict[int, Value]:
    """Return the day of the events that tell none, by the token that carries each.

    Args:
        reading: The document.
        told: What happens, in text order, with its times and numbers.
    """
    starts = {sentence.start: number for number, sentence in enumerate(_sentences(reading))}
    timed = {reading.bounds(happening.head)[0] for happening, values in told if _day(values, None)}
    found: dict[int, Value] = {}
    day: Value | None = None
    since, last, known = 0, 0, set[int]()
    for happening, values in told:
        start = reading.bounds(happening.head)[0]
        number = starts[start]
        own = _day(values, _DAYS)
        groups = _groups(happening)
        if own is not None and _is_past(reading, happening):
            day, since, known = (None if happening.type == _ENDS else own), number, groups
        elif start in timed or day is None or number - since > _FARTHEST or number - last > 1:
            continue
        elif _is_past(reading, happening) and groups & known and happening.type not in _LIFE:
            found[happening.head] = day
            known |= groups
        last = number
    return found


def _sentences(reading: Reading) -> Iterator[Span]:
    """Yield the sentences that are no white space."""
    return (sentence for sentence in reading.doc.sents if len(sentence) > 1 or not sentence[0].is_space)


def _day(values: Sequence[Value], exact: frozenset[Precision] | None) -> Value | None:
    """Return the first time that is resolved, of a precision among some."""
    dates = (value for value in values if value.kind is ValueKind.DATE and value.start and not value.end)
    return next((value for value in dates if exact is None or value.precision in exact), None)


def _groups(happening: Happening) -> set[int]:
    phrases = (*happening.agents, *happening.patients, *happening.recipients)
    return {phrase.group for phrase in phrases if phrase.group is not None}


def _is_past(reading: Reading, happening: Happening) -> bool:
    """Tell whether an event is told in the past tense, and is nothing that is only said."""
    verb = reading.doc[happening.head]
    had = any(
        child.dep_ == "aux" and child.lower_ in {"have", "has", "had", "will", "would"} for child in verb.children
    )
    reduced = verb.tag_ == "VBN" and verb.dep_ in _BESIDE and not any(c.dep_ == "auxpass" for c in verb.children)
    return verb.tag_ in _PAST and not had and not reduced and happening.type not in event_cues().spoken
