"""Which statements are worth showing to a person: what follows from a fact between two entities repeats that fact."""

from collections.abc import Iterable

from newsweave.types import Statement


def shown(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Leave out what is derived between two entities of which something is said, in the order given.

    "Vladimir Putin is head of state of Russia" is left out beside "Vladimir Putin, president, position in Russia";
    "Almaty is located in Kazakhstan" stays, if nothing else joins the two.
    """
    listed = tuple(statements)
    said = {frozenset((each.subject, each.object)) for each in listed if not each.derived}
    return tuple(each for each in listed if not each.derived or frozenset((each.subject, each.object)) not in said)
