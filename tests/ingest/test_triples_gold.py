import json
import subprocess
import sys
from pathlib import Path

import pytest

_BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.mark.model
def test_open_triples_are_not_below_their_floor() -> None:
    script = _BENCHMARKS / "triples.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_gold_has_forty_sentences_of_articles_in_view_and_arguments_that_stand_in_them() -> None:
    rows = [json.loads(line) for line in (_BENCHMARKS / "gold" / "triples.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) >= 40
    for row in rows:
        assert row["article"] not in {"crane", "worship"}
        for triple in row["triples"]:
            assert triple["s"] in row["sentence"]
            assert triple["o"] in row["sentence"]
