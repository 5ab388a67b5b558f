"""FollowTheMoney itself: every line fits the model as its own schema files have it.

The package's code needs ICU and a compiler; its schemas are files, and are read as such.
"""

import importlib.util
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsweave.exports.ftm import write_ftm
from newsweave.graph import Graph
from tests.exports.foreign.hostile import hostile_graph
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings

pytestmark = pytest.mark.store


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    package = importlib.util.find_spec("followthemoney")
    assert package, "pip install --no-deps followthemoney"
    assert package.origin
    found: dict[str, Any] = {}
    for file in sorted((Path(package.origin).parent / "schema").glob("*.y*ml")):
        found |= yaml.safe_load(file.read_text("utf-8"))
    return found


def above(name: str, schemas: dict[str, Any]) -> set[str]:
    """List a schema and all that it extends."""
    return {name}.union(*(above(parent, schemas) for parent in schemas[name].get("extends", ())))


@pytest.mark.parametrize(
    "graph", [make_graph(make_extraction(), make_happenings()), hostile_graph(5)], ids=["news", "hostile"]
)
def test_every_line_fits_the_model(graph: Graph, schemas: dict[str, Any]) -> None:
    stream = io.BytesIO()
    write_ftm(graph, stream)
    rows = [json.loads(line) for line in stream.getvalue().split(b"\n") if line]
    kinds = {row["id"]: above(row["schema"], schemas) for row in rows}
    assert len(kinds) == len(rows) > 10
    for row in rows:
        assert not schemas[row["schema"]].get("abstract"), row
        known: dict[str, Any] = {}
        for name in kinds[row["id"]]:
            known |= schemas[name].get("properties") or {}
        for name, values in row["properties"].items():
            assert name in known, f"{row['schema']} has no {name}"
            if known[name].get("type") == "entity":
                assert all(known[name].get("range", "Thing") in kinds[value] for value in values), (row, name)
