"""Every export keeps to the published shapes, and what breaks them is told with thing, place and cure."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from pyshacl import validate as shacl

from newsweave import exports
from newsweave.cli import main
from newsweave.config import Config, Provenance
from newsweave.errors import MissingError, RecordError, UnknownNameError
from newsweave.exports.rdf.shacl import check
from newsweave.graph.ontology.shapes import shapes_turtle
from newsweave.graph.ontology.terms import predicates
from tests.factory import TEXT, make_extraction, make_graph
from tests.happenings import make_happenings

ROOT = Path(__file__).parents[2]
FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    graph = make_graph(make_extraction(), make_extraction(TEXT + "It rained."), make_happenings())
    return exports.write(graph, tmp_path, ["turtle"])[0]


def broken(file: Path, old: str, new: str) -> Path:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


def test_the_published_shapes_are_up_to_date_and_are_shapes() -> None:
    published = ROOT / "newsweave" / "graph" / "ontology" / "shapes.ttl"
    assert published.read_text("utf-8") == shapes_turtle()
    shapes = rdflib.Graph(bind_namespaces="none").parse(data=shapes_turtle(), format="turtle")
    conforms, _, _ = shacl(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms


def test_every_predicate_has_a_shape_for_both_ends() -> None:
    ends = re.findall(r"sh:target(?:Subjects|Objects)Of nw:(\w+)", shapes_turtle())
    assert sorted(ends) == sorted([predicate.name for predicate in predicates()] * 2)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("level", list(Provenance))
def test_every_export_keeps_to_them(name: str, level: Provenance, tmp_path: Path) -> None:
    graph = make_graph(make_extraction(), make_extraction(TEXT + "It rained."), make_happenings())
    if level is Provenance.GRAPHS and name not in ("trig", "nquads", "jsonld"):
        return
    (written,) = exports.write(graph, tmp_path, [name], Config(provenance=level))
    report = check(written)
    assert report.triples > 100
    assert [finding for finding in report.findings if finding.severe] == []


@pytest.mark.parametrize("name", ["turtle", "nquads"])
def test_rdf_1_2_keeps_to_them_too(name: str, tmp_path: Path) -> None:
    graph = make_graph(make_extraction(), make_happenings())
    (written,) = exports.write(graph, tmp_path, [name], Config(triple_terms=True))
    assert check(written).conforms


@pytest.mark.model
def test_the_seed_keeps_to_them(tmp_path: Path) -> None:
    from newsweave import pipeline

    (written,) = exports.write(pipeline.build(ROOT / "seeds"), tmp_path, ["turtle"])
    assert check(written).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("nw:confidence 0.5", "nw:confidence 1.5", "nw:confidence", "is too large"),
        ("nw:confidence 0.5", 'nw:confidence "much"', "nw:confidence", "is of another datatype"),
        ("nw:status nw:Denied", "nw:status nw:Sure", "nw:status", "is none of those that may stand there"),
        ("nif:endIndex 75", "nif:endIndex -1", "nif:beginIndex", "is above the one that it may not exceed"),
        ("rdf:predicate nw:position_in", "nw:tells nw:position_in", "rdf:predicate", "is missing"),
        ("nw:low 18", 'nw:low "eighteen"', "nw:low", "is no number"),
        ('rdfs:label "Kazakhstan"@en', 'nw:unit "Kazakhstan"', "rdfs:label", "is missing"),
    ],
)
def test_what_breaks_a_rule_is_named(file: Path, old: str, new: str, place: str, problem: str) -> None:
    report = check(broken(file, old, new))
    assert not report.conforms
    found = {(finding.place, finding.problem): finding for finding in report.findings}
    assert (place, problem) in found, found
    assert found[place, problem].thing
    assert found[place, problem].cure


def test_a_reported_claim_without_a_claimant_is_named(file: Path) -> None:
    text = re.sub(r"nw:attributedTo [^ ]+", 'nw:reason "nobody"', file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    findings = check(file).findings
    assert any("somebody who claims it" in finding.problem for finding in findings)


def test_a_kind_that_does_not_fit_is_odd_and_breaks_nothing(file: Path) -> None:
    text = file.read_text("utf-8") + "\n<urn:a> nw:spouse_of <urn:b> .\n"
    file.write_text(text, "utf-8")
    report = check(file)
    assert report.conforms
    assert {finding.thing for finding in report.findings} == {"urn:a", "urn:b"}
    result = run("validate", file)
    assert result.exit_code == 0
    assert "odd: urn:a: the subject of nw:spouse_of is no nw:Person; look at it" in result.stdout


def test_the_command_tells_thing_place_and_cure(file: Path) -> None:
    assert run("validate", file).stdout.endswith(" triples, all as it should be\n")
    result = run("validate", broken(file, "nw:confidence 0.5", "nw:confidence 1.5"))
    assert result.exit_code == 1
    first, last = result.stdout.splitlines()
    assert re.fullmatch(r"statement/\S+, nw:confidence \(1.5\): is too large; give a decimal from 0 to 1", first), first
    assert last.endswith("1 against the rules, 0 odd")
    (finding,) = map(json.loads, run("validate", file, "--json").stdout.splitlines())
    assert finding["place"] == "nw:confidence"


def test_what_is_no_rdf_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<urn:a> <urn:b> <urn:c> .\nnothing\n")
    with pytest.raises(RecordError, match=r"bad\.ttl, line 2: it is no turtle: "):
        check(bad)
    with pytest.raises(MissingError, match="there is no such file"):
        check(tmp_path / "gone.ttl")
    with pytest.raises(UnknownNameError, match=r"there is no '\.txt'; .*available: .*\.ttl"):
        check(tmp_path / "notes.txt")
    packed = tmp_path / "cut.nq.gz"
    packed.write_bytes(b"\x1f\x8b\x08")
    with pytest.raises(RecordError, match="cannot be read"):
        check(packed)


def test_without_pyshacl_the_message_names_the_extra(file: Path) -> None:
    code = (
        f"import sys; sys.modules['pyshacl'] = None\nfrom newsweave.cli import main\nmain(['validate', {str(file)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert "it needs pySHACL, which is not installed; pip install 'newsweave[shacl]'" in done.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_the_ontology_comes_in_every_syntax(name: str, tmp_path: Path) -> None:
    from newsweave.exports.rdf.syntaxes import SYNTAXES, read
    from newsweave.graph.ontology.turtle import ontology_turtle

    path = tmp_path / f"nw{SYNTAXES[name].suffixes[0]}.gz"
    assert run("ontology", "-o", path).exit_code == 0
    turtle = rdflib.Graph().parse(data=ontology_turtle(), format="turtle")
    assert len(set(map(str, read(path)))) == len(turtle)
    told = run("ontology", "--format", name).stdout_bytes
    import gzip

    assert gzip.decompress(path.read_bytes()) == told


def test_the_shapes_come_too() -> None:
    assert run("ontology", "--shapes").stdout == shapes_turtle()
    assert "available: jsonld" in run("ontology", "-f", "csv").output
