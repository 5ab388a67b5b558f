r"""Records: the format of record between the stages, lossless, one JSON object a line, UTF-8.

    {"record":"header","format":"newsweave-records","version":1}
    {"record":"document","pipeline":"...","id":"d0...","text":"..."}
    {"record":"entity","document":"d0...","id":"e0...","kind":"PERSON","name":"...","names":[["...",2]]}
    {"record":"mention", ...} {"record":"statement", ...} {"record":"event", ...} ...
    {"record":"judgement", ...}
    {"record":"cluster", ...}

A document comes before its items and its items before the next document, so that a reader holds one
extraction at a time. Offsets are code points, half-open. A field at its default, None or empty is left out.
A header may come again at any line, so that files can be joined end to end.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from newsweave.codec import decode, encode, json_text
from newsweave.config import Config
from newsweave.errors import RecordError
from newsweave.graph import Graph
from newsweave.graph.extractions import held
from newsweave.types import (
    Cluster,
    Document,
    Entity,
    Event,
    Extraction,
    Judgement,
    Mention,
    Quote,
    Statement,
    Triple,
)

FORMAT, VERSION = "newsweave-records", 1

# record -> the field of Extraction that it fills, and its class; in the order in which they are written
_ITEMS: dict[str, tuple[str, type[Any]]] = {
    "entity": ("entities", Entity),
    "mention": ("mentions", Mention),
    "statement": ("statements", Statement),
    "event": ("events", Event),
    "quote": ("quotes", Quote),
    "triple": ("triples", Triple),
}
_KNOWN = ("header", "document", *_ITEMS, "judgement", "cluster")
_AGAIN = "write the records again from their documents"
_OURS = "give a records.jsonl that newsweave wrote, or the folder that holds it"
_HEADER = {"format": FORMAT, "version": VERSION}


def write_records(graph: Graph, stream: BinaryIO, _config: Config | None = None) -> None:
    """Write a graph whole: its extractions by document, its judgements and its clusters."""
    for line in lines(graph):
        stream.write(line.encode())


def lines(graph: Graph) -> Iterator[str]:
    """Write a graph as lines, each with its line feed."""
    yield header_line()
    for extraction in graph.extractions:
        yield from extraction_lines(extraction)
    for judgement in graph.judgements:
        yield _line("judgement", encode(judgement))
    for cluster in graph.clusters:
        yield _line("cluster", encode(cluster))


def header_line() -> str:
    """Write the line that begins every file of records."""
    return _line("header", _HEADER)


def extraction_lines(extraction: Extraction) -> Iterator[str]:
    """Write one extraction as lines, each with its line feed: its document, then its items."""
    document = extraction.document.id
    yield _line("document", {"pipeline": extraction.pipeline, **encode(extraction.document)})
    for record, (name, _) in _ITEMS.items():
        for item in getattr(extraction, name):
            yield _line(record, {"document": document, **encode(item, document)})


def read_records(stream: Iterable[str] | Iterable[bytes], name: str = "records", *, on_disk: bool = False) -> Graph:
    """Read a graph back, equal to the one that was written.

    Args:
        stream: The lines: an open file, in text or in bytes.
        name: What to call it in errors.
        on_disk: As `Graph.of` tells.

    Raises:
        RecordError: A line is damaged, unknown, out of place or from another version, or the whole
            does not fit together.
    """
    reader = _Reader(name)
    try:
        extractions = held(reader.extractions(stream), on_disk=on_disk)
        clusters, judgements = tuple(reader.clusters), tuple(reader.judgements)
        return Graph(extractions=extractions, clusters=clusters, judgements=judgements)
    except RecordError as error:
        if error.thing == name:
            raise
        raise RecordError(name, f"{error.thing}: {error.problem}", error.cure, error.place) from error


def extractions_from(stream: Iterable[str] | Iterable[bytes], name: str = "records") -> Iterator[Extraction]:
    """Read extractions one at a time, passing over judgements and clusters.

    Raises:
        RecordError: As `read_records`.
    """
    return _Reader(name).extractions(stream)


def _line(record: str, fields: dict[str, Any]) -> str:
    return json_text({"record": record, **fields}) + "\n"


@dataclass(slots=True)
class _Reader:
    """Turns lines into extractions, and keeps what belongs to no document."""

    name: str
    judgements: list[Judgement] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    _begun: bool = False
    _extraction: dict[str, Any] = field(default_factory=dict)

    def extractions(self, stream: Iterable[str] | Iterable[bytes]) -> Iterator[Extraction]:
        """Read each extraction once all of its items are read."""
        for number, line in enumerate(self._lines(stream), 1):
            try:
                extraction = self._take(*_parse(line))
            except ValueError as error:
                cure = _AGAIN if self._begun else _OURS
                raise RecordError(self.name, str(error), cure, f"line {number}") from error
            if extraction:
                yield extraction
        if not self._begun:
            raise RecordError(self.name, "it has no header", _OURS, "line 1")
        if extraction := self._finish():
            yield extraction

    def _lines(self, stream: Iterable[str] | Iterable[bytes]) -> Iterator[str | bytes]:
        try:
            yield from stream
        except UnicodeDecodeError as error:  # of a stream of text
            raise RecordError(self.name, "it is not UTF-8", _AGAIN) from error

    def _take(self, record: str, data: dict[str, Any]) -> Extraction | None:
        """Take one record in; give the extraction that it ends, if any."""
        if record == "header":
            self._begin(data)
        elif not self._begun:
            raise ValueError("there is no header before it")
        elif record in _ITEMS:
            self._item(record, data)
        else:
            ended = self._finish()
            self._apart(record, data)
            return ended
        return None

    def _begin(self, header: dict[str, Any]) -> None:
        if header != _HEADER:
            raise ValueError(f"the header should be {json_text(_HEADER)}, not {json_text(header):.80}")
        self._begun = True

    def _item(self, record: str, data: dict[str, Any]) -> None:
        document = data.pop("document", None)
        if not self._extraction or document != self._extraction["document"].id:
            raise ValueError(f"{record} of document {document!r}, which does not stand before it")
        name, cls = _ITEMS[record]
        self._extraction.setdefault(name, []).append(decode(cls, data, document))

    def _apart(self, record: str, data: dict[str, Any]) -> None:
        """Take a record in that is no item of a document."""
        if record == "document":
            self._introduce(data)
        elif record == "judgement":
            self.judgements.append(decode(Judgement, data))
        elif record == "cluster":
            self.clusters.append(decode(Cluster, data))
        else:
            raise ValueError(f"there is no record {record!r}; known: {', '.join(_KNOWN)}")

    def _introduce(self, data: dict[str, Any]) -> None:
        pipeline = data.pop("pipeline", None)
        if not isinstance(pipeline, str):
            raise ValueError("document has no 'pipeline'")
        document = decode(Document, data)
        self._extraction = {"document": document, "pipeline": pipeline}

    def _finish(self) -> Extraction | None:
        """Give the extraction at hand, if there is one."""
        parts, self._extraction = self._extraction, {}
        if not parts:
            return None
        items = {name: tuple(parts[name]) for name, _ in _ITEMS.values() if name in parts}
        return Extraction(document=parts["document"], pipeline=parts["pipeline"], **items)


def _parse(line: str | bytes) -> tuple[str, dict[str, Any]]:
    """Split a line into its sort and its fields."""
    try:
        data = json.loads(line if isinstance(line, str) else line.decode(), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON at column {error.colno}: {error.msg.lower()}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(data, dict) or not isinstance(record := data.pop("record", None), str):
        raise ValueError(f"it is no record: {line!r:.60}")
    return record, data


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number in JSON")
