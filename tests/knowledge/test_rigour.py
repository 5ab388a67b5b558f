"""The contract with rigour's private table; collected where rigour is installed (`conftest.py`)."""

from importlib import metadata, resources

from newsweave.knowledge.places.rigour import lines, rigour_territories
from newsweave.knowledge.places.territories import territories


def test_the_data_is_what_this_rigour_says() -> None:
    data = resources.files("newsweave.knowledge").joinpath("data/territories.jsonl").read_text("utf-8")
    assert metadata.version("rigour") == "2.6.1"
    assert data == "".join(lines())
    assert [*territories()] == [*rigour_territories()]
