"""Text that means something elsewhere comes through the whole pipeline as valid files, in time."""

import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from newsweave import exports, pipeline
from newsweave.config import Config, Intake
from newsweave.ids import make_document

MEANT = """\
Interior Minister Karl Weber visited Leeds on Tuesday. <http://a b> a <c> . @prefix : <x> . "quoted\\" \\u0000 ''' .
SELECT * WHERE { ?s ?p ?o } ; DROP TABLE entity; -- INSERT DATA { <a> <b> <c> } LOAD <file:///etc/passwd>
<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a> ]]> <![CDATA[ x ]]>
<script>alert("Karl Weber")</script> <img src=x onerror=alert(1)> javascript:alert(1)
=HYPERLINK("http://example.org","Jane Doe") @SUM(A1) +cmd|' /C calc'!A0
C:\\Users\\Jane Doe\\..\\..\\etc\\passwd ../../../etc/passwd %2e%2e%2f file:///C:/a b.txt
\u202eJane Doe\u202c of "The <Daily> & Example" Ltd. said: ``x'' \ud83d\ude00 {{7*7}} ${jndi:ldap://x} %s%n
Mayor Anna "O'Neil" <Smith> of New\u00a0York & Co. "met" Karl `Weber` in Paris\u2028on Monday\u2029.
"""
TEXTS = {
    "meant": MEANT.encode("utf-16", "surrogatepass").decode("utf-16"),
    "one token": "a" * 1_000_000,
    "brackets": "(" * 8_000,
    "quotes": '"' * 8_000 + " Karl Weber said.",
    "euros": "€" * 8_000,
    "combining": "Karl We" + "\u0301" * 20_000 + "ber visited Leeds.",
    "zero width": "Ka\u200brl We\u200dber vi\u2060sited Le\ufeffeds. " * 50,
    "overrides": "\u202e\u2066Karl Weber\u2069\u202c visited \u200fLeeds\u200e. " * 50,
    "surrogates": "Karl \ud800Weber visited \udfffLeeds.",
    "controls": "Karl\x00 Weber\x01 visited\x1b[2J Leeds\ufffe.\uffff",
    "capitals": "KARL WEBER INC. " * 700,
    "numbers": "1" * 5_000 + " people, 9" * 300,
    "blanks": " \n\t" * 20_000 + "Karl Weber visited Leeds.",
    "lines": "\n".join(["Karl Weber"] * 1_000),
}


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_comes_out_as_valid_files(name: str, tmp_path: Path) -> None:
    import pyoxigraph

    pipeline.build(make_document("Rain fell."))  # the model is loaded by now
    began = time.process_time()
    document = make_document(
        TEXTS[name], title="<a> & \"b\" 'c'", publisher="The\tDaily\u202e", source="a b/../<c>.txt"
    )
    graph = pipeline.build(document)
    names = [each for each in ("turtle", "ntriples", "graphml", "gexf", "records", "svg") if each in exports.FORMATS]
    files = {path.suffix: path for path in pipeline.write(graph, tmp_path, names)}
    assert time.process_time() - began < 10
    assert len(files) >= 5
    for suffix in (".graphml", ".gexf", ".svg"):
        ET.parse(files[suffix])
    store = pyoxigraph.Store()
    for suffix in (".ttl", ".nt"):
        store.load(path=str(files[suffix]))
    assert pipeline.load(tmp_path).documents() == graph.documents()
    for entity in graph.entities():
        assert "\x00" not in entity.name


@pytest.mark.model
def test_configured_columns_reach_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,lead\n1,Chancellor Angela Merkel met Emmanuel Macron in Paris.\n")
    graph = pipeline.build(tmp_path, config=Config(intake=Intake(columns=(("text", "lead"),))))
    assert [document.source for document in graph.documents()] == ["a.csv#1"]
    assert graph.find("Angela Merkel")
