"""Events as records: what happened at each place, joined where the text tells the same happening twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newsweave.ids import content_id
from newsweave.ingest.events.happenings import Happening
from newsweave.ingest.events.narrative import Told as _Told
from newsweave.ingest.events.narrative import carried
from newsweave.ingest.events.participants import Phrase
from newsweave.ingest.events.table import cameo
from newsweave.ingest.events.values import EventValues
from newsweave.ingest.grammar.stance import stance
from newsweave.ingest.quotes.claims import Tokens, claimant
from newsweave.ingest.reading import Reading
from newsweave.ingest.things import Things
from newsweave.types import Event, Evidence, Participant, Precision, Role, RoleFiller, Span, Value, ValueKind

_ROLES = tuple(Role)
_LATEST = 8  # mentions and happenings that are looked at
_EXACT = (Precision.HOUR, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR)
_VAGUE = frozenset({Precision.MONTH, Precision.YEAR})
# The same word for these tells as a rule another happening each time.
_ALWAYS_NEW = frozenset({"SAY", "OTHER", "MOVE", "REQUEST", "ACCUSE"})


def events(
    reading: Reading,
    things: Things,
    found: Iterable[Happening],
    speaking: Mapping[int, Tokens],
    values: EventValues,
) -> tuple[Event, ...]:
    """Make the events of a document, in text order.

    Args:
        reading: The document.
        things: Its entities.
        found: What happens, place by place.
        speaking: Who speaks where.
        values: Its times and numbers.
    """
    told = [(happening, values.of(happening)) for happening in found]
    days = carried(reading, told)
    return tuple(_event(reading, things, same, speaking, days) for same in _joined(reading, told))


def _joined(reading: Reading, told: Sequence[_Told]) -> list[list[_Told]]:
    """Put the mentions of one happening together: the same type and word, and a participant in common."""
    groups: list[list[_Told]] = []
    by_key: dict[tuple[str, str, str | int], list[list[_Told]]] = defaultdict(list)
    for item in told:
        word = item[0].lemma
        keys = sorted(_keys(reading, item[0].patients), key=str)
        alike = [group for key in keys for group in by_key[item[0].type, word, key][-_LATEST:]]
        same = next(
            (group for group in alike if all(_is_one(reading, item, other) for other in group[-_LATEST:])), None
        )
        if same is None:
            same = []
            groups.append(same)
        same.append(item)
        for key in keys:
            listed = by_key[item[0].type, word, key]
            if not listed or listed[-1] is not same:
                listed.append(same)
    return groups


def _is_one(reading: Reading, left: _Told, right: _Told) -> bool:
    if left[0].type in _ALWAYS_NEW:
        return False
    patients = _keys(reading, left[0].patients), _keys(reading, right[0].patients)
    agents = _keys(reading, left[0].agents), _keys(reading, right[0].agents)
    if not (patients[0] & patients[1]) or (agents[0] and agents[1] and not agents[0] & agents[1]):
        return False
    times = _start(left[1]), _start(right[1])
    if times[0] and times[1]:
        return times[0].startswith(times[1]) or times[1].startswith(times[0])
    known = any(isinstance(key, int) for key in patients[0] & patients[1])
    return known or not (_is_elsewhere(reading, left, right) or any(map(_is_vaguely_dated, (left, right))))


def _is_elsewhere(reading: Reading, left: _Told, right: _Told) -> bool:
    """Tell "killed 37 people in Jigawa" from "killed 300 people in Niger"; a town and its country are one place."""
    here, there = ({place.group for place in told[0].places if place.group is not None} for told in (left, right))
    if not here or not there or here & there:
        return False
    countries = [{reading.groups[group].country for group in groups} for groups in (here, there)]
    return not countries[0] & countries[1]


def _is_vaguely_dated(told: _Told) -> bool:
    """Tell "last year" and "in May", when the other has no date: what else befell such people is seldom the same."""
    dates = [value for value in told[1] if value.kind is ValueKind.DATE and value.start]
    return any(value.precision in _VAGUE for value in dates)


def _keys(reading: Reading, phrases: Iterable[Phrase]) -> set[str | int]:
    doc = reading.doc
    return {each.group if each.group is not None else doc[each.start : each.end].root.lower_ for each in phrases}


def _start(values: Iterable[Value]) -> str | None:
    return next((value.start for value in values if value.kind is ValueKind.DATE and value.start), None)


def _event(
    reading: Reading,
    things: Things,
    same: Sequence[_Told],
    speaking: Mapping[int, Tokens],
    days: Mapping[int, Value],
) -> Event:
    first = same[0][0]
    trigger = reading.span(*first.trigger)
    values = list(dict.fromkeys(value for _, listed in same for value in listed))
    times = [value for value in values if value.kind is ValueKind.DATE]
    times = times or [days[happening.head] for happening, _ in same if happening.head in days]
    return Event(
        id=content_id("v", reading.document, first.type, first.lemma, trigger.start, trigger.end),
        type=first.type,
        cameo=cameo(first.type),
        trigger=trigger,
        lemma=first.lemma,
        roles=_roles(reading, things, [happening for happening, _ in same]),
        time=min(times, key=_exactness, default=None),
        quantities=tuple(value for value in values if value.kind is not ValueKind.DATE),
        evidence=tuple(_evidence(reading, things, item, speaking) for item in same),
    )


def _exactness(value: Value) -> tuple[bool, int, int]:
    exact = _EXACT.index(value.precision) if value.precision else len(_EXACT)
    return (value.start is None, exact, value.span.start)


def _roles(reading: Reading, things: Things, mentions: Sequence[Happening]) -> tuple[RoleFiller, ...]:
    """List participants by role and place, each entity once a role; of a described group the first words stay."""
    found: dict[tuple[Role, str], RoleFiller] = {}
    for happening in mentions:
        for role, phrases in (
            (Role.AGENT, happening.agents),
            (Role.PATIENT, happening.patients),
            (Role.RECIPIENT, happening.recipients),
            (Role.PLACE, happening.places),
            (Role.INSTRUMENT, happening.instruments),
        ):
            for phrase in phrases:
                who = things.participant(phrase.start, phrase.end)
                root = reading.doc[phrase.start : phrase.end].root
                key = who.entity or (root.lower_ if len(mentions) > 1 else who.text.lower())
                found.setdefault((role, key), RoleFiller(role=role, participant=who))
    return tuple(sorted(found.values(), key=lambda each: (_ROLES.index(each.role), each.participant.span)))


def _evidence(reading: Reading, things: Things, told: _Told, speaking: Mapping[int, Tokens]) -> Evidence:
    happening, values = told
    head = reading.doc[happening.head]
    held = stance(head)
    return Evidence(
        sentence=reading.sentence(head.i),
        trigger=reading.span(*happening.trigger),
        subject=_span(reading, happening.agents),
        object=_span(reading, happening.patients),
        claimant=_claimant(things, claimant(head, speaking)),
        modality=held.modality,
        polarity=held.polarity,
        values=values,
        extractor=happening.rule,
        score=happening.score,
    )


def _span(reading: Reading, phrases: Sequence[Phrase]) -> Span | None:
    return reading.span(phrases[0].start, phrases[0].end) if phrases else None


def _claimant(things: Things, tokens: Tokens | None) -> Participant | None:
    return things.participant(*tokens) if tokens is not None else None
