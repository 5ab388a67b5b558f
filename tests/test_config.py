"""Settings: a file is checked strictly, the command line goes before it, and the sample cannot go stale."""

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import newsweave
from newsweave.cli import main
from newsweave.cli.reading import configured, reading_options
from newsweave.config import Config, Intake, Provenance, View
from newsweave.config.file import USUAL
from newsweave.config.profiles import PROFILES
from newsweave.config.sample import sample
from newsweave.config.settings import SECTIONS, SETTINGS, setting
from newsweave.errors import ConfigError, UnknownNameError
from tests.factory import make_extraction, make_graph


def put(folder: Path, text: str, name: str = USUAL) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def settled(*arguments: str) -> Config:
    """Return the Config that a command which reads articles makes of its arguments."""
    found: list[Config] = []

    @click.command()
    @reading_options
    def command(*, quiet: bool, **reading: Any) -> None:
        found.append(configured(reading, quiet=quiet))

    command.main([*arguments, "--no-kb"], standalone_mode=False)
    return found[0]


def test_every_attribute_is_a_setting_and_has_a_meaning() -> None:
    inner = {f"intake.{field.name}" for field in dataclasses.fields(Intake)}
    attributes = {field.name for field in dataclasses.fields(Config)} - {"intake"} | inner
    assert {each.attribute for each in SETTINGS} == attributes
    assert all(each.meaning.endswith((".", "Kazakhstan.")) for each in SETTINGS)
    assert len({(each.section, each.key) for each in SETTINGS}) == len(SETTINGS)


def test_the_sample_says_nothing_and_names_every_key_with_its_default(tmp_path: Path) -> None:
    assert Config.read(put(tmp_path, sample())) == Config()
    loud = [line.removeprefix("# ") if " = " in line else line for line in sample().splitlines()]
    said = tomllib.loads("\n".join(line for line in loud if not line.startswith("#")))
    assert set(said) == {"profile", *SECTIONS}
    assert {(section, key) for section in SECTIONS for key in said[section]} == {(s.section, s.key) for s in SETTINGS}
    for each in SETTINGS:
        default = each.of(Config())
        if default not in (None, ()):
            assert each.sort.read(said[each.section][each.key]) == default


def test_a_file_sets_every_key(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id\n")
    path = put(
        tmp_path,
        """
        profile = "fast"
        [reading]
        model = "./my-model"
        columns = { text = "lead" }
        detect_language = true
        allow_private = true
        seconds = 3
        memory_mb = 100
        [extracting]
        batch = 2
        longest = 10
        triples = true
        [linking]
        knowledge = ["people.csv", "other.csv"]
        service = "wikidata"
        [rdf]
        base = "https://kg.example/"
        provenance = "none"
        [drawing]
        view = "events"
        """,
    )
    config = newsweave.Config.read(path)
    assert config == Config(
        model=(tmp_path / "my-model").as_posix(),
        batch=2,
        longest=10,
        triples=True,
        knowledge=((tmp_path / "people.csv").as_posix(), "other.csv"),
        link="wikidata",
        base="https://kg.example/",
        provenance=Provenance.NONE,
        view=View.EVENTS,
        intake=Intake(columns=(("text", "lead"),), private=True, detect=True, seconds=3, memory_mb=100),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[extracting]\nbach = 1", "extracting -> bach: there is no 'bach'; did you mean batch? available: batch,"),
        ("[extracting]\nbatch = 'x'", "extracting -> batch: must be a whole number from 1 on; write batch = 8"),
        ("[extracting]\nbatch = 0", "extracting -> batch: must be a whole number"),
        ("[extracting]\nbatch = true", "extracting -> batch: must be a whole number"),
        ("[extracting]\ntriples = 1", "extracting -> triples: must be true or false; write triples = true"),
        ("[reading]\nmodel = ''", "reading -> model: must be text in quotation marks"),
        ("[reading]\ncolumns = 'x'", "reading -> columns: must be a table of texts: { text ="),
        ("[reading]\ncolumns = { txt = 'x' }", "reading -> columns: there is no 'txt'; did you mean text?"),
        ("[linking]\nknowledge = 'x'", "linking -> knowledge: must be a list of texts"),
        ("[drawing]\nview = 'event'", "drawing -> view: there is no 'event'; did you mean events? available:"),
        ("[drawing]\nbatch = 8", "drawing -> batch: it belongs into another section, [extracting]; move it there"),
        ("batch = 8", "batch: it belongs into a section, [extracting]; move it below that line"),
        ("rdf = 8", "rdf: is a section and no key; write [rdf] on a line of its own"),
        ("[graph]\n", "graph: there is no 'graph'; available: drawing, extracting, linking, profile, rdf,"),
        ("profile = 'quick'", "profile: there is no 'quick'; available: balanced, fast, thorough"),
        ("profile = 1", "profile: must be text in quotation marks"),
        ("[rdf]\nprofile = 'fast'", "rdf -> profile: it belongs into no section; move it to the top"),
        ("[rdf\n", "line 1, column 5: it is no TOML: expected ']' at the end of a table declaration;"),
        ("a = " + "[" * 100_000, "it is no TOML"),
    ],
)
def test_an_error_names_section_key_and_cure(text: str, told: str, tmp_path: Path) -> None:
    path = put(tmp_path, text)
    with pytest.raises((ConfigError, UnknownNameError)) as raised:
        Config.read(path)
    assert f"{path.as_posix()}, {told}" in str(raised.value) or f"{path.as_posix()}: {told}" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: there is no such file; newsweave init writes one"):
        Config.read(tmp_path / "none.toml")
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf# \xff")
    with pytest.raises(ConfigError, match=r"byte .: it is not UTF-8"):
        Config.read(tmp_path / "a.toml")
    with pytest.raises(ConfigError, match="cannot be read: is a directory"):
        Config.read(tmp_path)


def test_every_profile_changes_what_it_says() -> None:
    for profile in PROFILES.values():
        config = Config.named(profile.name)
        for section, key, value in profile.values:
            found = setting(section, key)
            assert found is not None
            assert found.of(config) == value != found.of(Config())
    assert Config.named("balanced") == Config()


def test_what_is_named_goes_before_the_profile_and_the_command_line_before_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, 'profile = "fast"\n[extracting]\nbatch = 5\n', "a.toml")
    said = Config.read(path)
    assert (said.triples, said.batch) == (False, 5)
    assert Config.read(path, "thorough").batch == 5
    given = settled("--config", str(path), "--triples", "--longest", "7", "-q")
    assert (given.triples, given.batch, given.longest) == (True, 5, 7)
    assert settled("--config", str(path), "--profile", "thorough", "-q").longest == 400_000
    assert settled("--config", str(path), "--profile", "fast", "-q").batch == 16
    assert settled("--config", str(path), "--text-column", "lead", "-q").intake.columns == (("text", "lead"),)
    assert settled("--no-derived", "--max-seconds", "2", "--no-detect-language") == Config(
        derived=False, embedded=False, intake=Intake(seconds=2, detect=False)
    )


def test_the_file_in_the_working_folder_is_read_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settled().batch == 8
    put(tmp_path, "[extracting]\nbatch = 3\n")
    put(tmp_path, "[extracting]\nbatch = 4\n", "other.toml")
    assert settled().batch == 3
    assert settled("--config", "other.toml").batch == 4
    (tmp_path / "a.txt").write_text("")
    result = CliRunner().invoke(main, ["build", "a.txt", "-o", "out"])
    assert result.stderr.splitlines()[0] == "settings: newsweave.toml"
    put(tmp_path, "[extracting]\nbatch = 0\n")
    result = CliRunner().invoke(main, ["build", "a.txt", "-o", "out"])
    assert result.exit_code == 1
    assert "Error: newsweave.toml, extracting -> batch: must be a whole number" in result.stderr


def test_export_takes_the_base_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    newsweave.write(make_graph(make_extraction()), tmp_path / "out", ["records"])
    put(tmp_path, '[rdf]\nbase = "https://kg.example/"\n')
    told = CliRunner().invoke(main, ["export", "out", "-"]).stdout
    assert "https://kg.example/" in told
    assert "newsweave.example" not in told
    told = CliRunner().invoke(main, ["export", "out", "-", "--base", "https://other.example/"]).stdout
    assert "https://kg.example/" not in told


def test_init_writes_a_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init"]).stderr == "written: newsweave.toml\n"
    assert Path(USUAL).read_text("utf-8") == sample() == CliRunner().invoke(main, ["init", "-"]).stdout
    put(tmp_path, "mine")
    result = CliRunner().invoke(main, ["init"])
    assert result.exit_code == 1
    assert "newsweave.toml: it is there already; name another file, or give --force" in result.stderr
    assert Path(USUAL).read_text() == "mine"
    assert CliRunner().invoke(main, ["init", "--force"]).exit_code == 0
    assert Path(USUAL).read_text("utf-8") == sample()
    result = CliRunner().invoke(main, ["init", "none/a.toml"])
    assert "none/a.toml: it cannot be written: no such file or directory" in result.stderr


def test_the_page_tells_what_is(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text("utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    config = Config.read(put(tmp_path, example))
    assert (config.batch, config.triples, config.base) == (16, True, "https://kg.example.org/")
    rows = {row.split("`")[1]: row for row in page.splitlines() if row.startswith("| `")}
    assert rows.keys() == PROFILES.keys()
    for profile in PROFILES.values():
        for _, key, value in profile.values:
            assert key == "batch" or f"`{key}" in rows[profile.name]
            assert isinstance(value, bool) or f"{value:,}" in rows[profile.name]
    error = page.split("```text\nError: ")[1].split("\n```")[0]
    with pytest.raises(UnknownNameError) as raised:
        Config.read(put(tmp_path, "[extracting]\nbach = 1"))
    assert str(raised.value).endswith(error)
