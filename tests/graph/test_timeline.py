"""Events in order of time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from newsweave.errors import NewsweaveError, UnknownNameError
from newsweave.graph import Graph
from newsweave.graph.query.timeline import Row, day_range
from newsweave.types import Event, Precision, Value, ValueKind
from tests.factory import OWN_END
from tests.happenings import NEWS, make_happenings


def dated(*times: tuple[str, str | None, Precision]) -> Graph:
    """Give the events of the article these times, in their order; the others have none."""
    extraction = make_happenings()
    events = list(extraction.events)
    for place, (start, end, precision) in enumerate(times):
        events[place] = replace(events[place], time=_time(events[place], start, end, precision))
    rest = (replace(event, time=None) for event in events[len(times) :])
    return Graph.of([replace(extraction, events=(*events[: len(times)], *rest))])


def _time(event: Event, start: str, end: str | None, precision: Precision) -> Value:
    span = event.trigger
    return Value(kind=ValueKind.DATE, text="then", span=span, start=start, end=end, precision=precision)


def dates(rows: Sequence[Row]) -> list[str | None]:
    return [row.when for row in rows]


def test_events_are_in_order_of_their_first_day_then_their_last() -> None:
    graph = dated(
        ("2022", None, Precision.YEAR),
        ("2022-01-10", None, Precision.WEEK),
        ("2022-01-05", "2022-01-07", Precision.DAY),
        ("2022-01", None, Precision.MONTH),
        ("2021-12-31", None, Precision.DAY),
    )
    assert dates(graph.timeline().dated) == [
        "2021-12-31",
        "2022-01",
        "2022",
        "2022-01-05 to 2022-01-07",
        "week of 2022-01-10",
    ]
    assert graph.timeline().undated == ()


def test_events_of_one_day_are_in_text_order() -> None:
    graph = dated(*[("2022-01-05", None, Precision.DAY)] * 5)
    assert [row.finding.id for row in graph.timeline().dated] == [event.id for event in graph.events()]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2022-01-07", None, 1),
        ("2022-01-08", None, 0),
        (None, date(2022, 1, 5), 1),
        (None, "2022-01-04", 0),
        ("2021", "2022-W01", 1),
        (date(2022, 1, 6), date(2022, 1, 6), 1),
    ],
)
def test_an_interval_counts_if_any_of_its_days_does(
    since: date | str | None, until: date | str | None, found: int
) -> None:
    graph = dated(("2022-01-05", "2022-01-07", Precision.DAY))
    assert len(graph.timeline(since=since, until=until).dated) == found


def test_undated_events_are_in_order_of_publication() -> None:
    late, early = make_happenings(), make_happenings(NEWS + OWN_END)
    early = replace(early, document=replace(early.document, published=date(2022, 1, 1)))
    undated = Graph.of([late, early]).timeline().undated
    assert [row.published for row in undated] == [date(2022, 1, 1)] * 3 + [date(2022, 1, 6)] * 3


def test_a_date_that_is_not_resolved_is_none() -> None:
    graph = dated(("some day", None, Precision.DAY))
    assert dates(graph.timeline().undated) == ["then", None, None, None, None]


def test_another_date_by_another_claimant_is_told() -> None:
    extraction = make_happenings()
    killed = next(event for event in extraction.events if event.type == "DIE")
    day = replace(_time(killed, "2022-01-04", None, Precision.DAY), span=killed.evidence[0].sentence)
    other = replace(day, start="2022-01-05")
    ministry, police = killed.evidence
    evidence = (replace(ministry, values=(day,)), replace(police, values=(other,)))
    graph = Graph.of([replace(extraction, events=(replace(killed, time=day, evidence=evidence),))])
    (row,) = graph.timeline().dated
    assert (row.when, row.told) == ("2022-01-04", ("Interior Ministry says so", "police say: 2022-01-05"))


def test_only_types_that_exist_are_asked_for() -> None:
    graph = dated(("2022", None, Precision.YEAR))
    assert len(graph.timeline(type="request").dated) == 1
    assert graph.timeline(type="PROTEST").dated == ()
    with pytest.raises(UnknownNameError, match="did you mean REQUEST"):
        graph.timeline(type="REQUESTS")


def test_a_type_of_the_user_is_known_if_it_is_there() -> None:
    extraction = make_happenings()
    own = replace(extraction.events[0], type="my Type")
    assert len(Graph.of([replace(extraction, events=(own,))]).timeline(type="my Type").dated) == 1


def test_what_is_no_date_is_an_error_that_names_the_place() -> None:
    with pytest.raises(NewsweaveError, match="since: 'soon' is no date; write a year"):
        Graph.of([]).timeline(since="soon")
    assert day_range(" 2022-02 ", "since") == (date(2022, 2, 1), date(2022, 2, 28))
