from dataclasses import replace

from newsweave.graph.show.shown import shown
from tests.factory import make_extraction


def test_what_follows_from_a_fact_is_not_shown_beside_it() -> None:
    said = make_extraction().statements[0]
    follows = replace(said, id="s2", predicate="agent_of", derived=True)
    assert shown([follows, said]) == (said,)


def test_what_follows_from_elsewhere_is_shown() -> None:
    follows = replace(make_extraction().statements[0], derived=True)
    assert shown([follows]) == (follows,)
