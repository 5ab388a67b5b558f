"""Who does something to whom: the pairs of entities that an event joins."""

from itertools import product

from newsweave.types import Event, Role

_TO_WHOM = frozenset({Role.PATIENT, Role.RECIPIENT})


def event_pairs(event: Event) -> list[tuple[str, str]]:
    """List each agent with each patient and recipient, by id, where both are entities and not the same."""
    agents = [each.participant.entity for each in event.roles if each.role is Role.AGENT]
    ends = {Role.RECIPIENT} if event.type == "SAY" else _TO_WHOM  # what is talked about is done nothing to
    others = [each.participant.entity for each in event.roles if each.role in ends]
    return list(dict.fromkeys((who, whom) for who, whom in product(agents, others) if who and whom and who != whom))
