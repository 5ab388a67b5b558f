"""The log of corrections that a store keeps, and the graph that they make of what is there."""

from collections.abc import Callable, Iterable

from newsweave.graph.corrections.correction import Correction
from newsweave.graph.corrections.log import header, log_line, read_log
from newsweave.graph.corrections.replay import Conflict
from newsweave.graph.store.protocol import Store
from newsweave.graph.view import Graph

_NAME = "the corrections of the store"


def kept_corrections(store: Store) -> tuple[Correction, ...]:
    """Read the corrections that a store keeps, in order, each once.

    Raises:
        RecordError: A line is damaged.
    """
    return read_log((header(), *store.corrections()), _NAME)


def keep_corrections(store: Store, corrections: Iterable[Correction]) -> int:
    """Add corrections to the log of a store, all or none; return how many were not there.

    Raises:
        StoreError: The store cannot be written.
    """
    with store.writing():
        known = {each.id for each in kept_corrections(store)}
        new = {each.id: each for each in corrections if each.id not in known}
        for each in new.values():
            store.correct(log_line(each).rstrip("\n"))
    return len(new)


def corrected_graph(
    store: Store,
    corrections: Iterable[Correction] = (),
    *,
    on_conflict: Callable[[Conflict], object] | None = None,
    on_disk: bool = False,
) -> Graph:
    """Make the graph of a store with its own corrections replayed, and with others.

    Args:
        store: Where from.
        corrections: What is not in the log of the store.
        on_conflict: Called with each correction that does not hold.
        on_disk: As `Graph.of` tells.
    """
    return store.graph(on_disk=on_disk).corrected((*kept_corrections(store), *corrections), on_conflict=on_conflict)
