"""The page around the data: one HTML file that asks for nothing else.

The data are packed (gzip, base64), so that no word of a document is ever read as markup; the script writes them as
text. A content security policy lets the browser run that script alone, known by its hash, and fetch nothing.
"""

import base64
import gzip
import hashlib
import html
import json
from importlib import resources
from typing import BinaryIO

from newsweave import __version__
from newsweave.config import Config
from newsweave.exports.page.bundle import bundle
from newsweave.exports.page.data import page_data
from newsweave.graph import Graph

_DEFAULT = Config()
_ROOM = "newsweave.exports.page"


def write_page(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write a graph as a page, under the title of its only article, or the number of its articles."""
    stream.write(page(graph, config=config).encode())


def page(graph: Graph, title: str | None = None, config: Config = _DEFAULT) -> str:
    """Make the page; the same text for the same graph and script.

    Args:
        graph: The graph.
        title: What the page is called.
        config: As for the other formats.

    Raises:
        WriteError: The page's script is not there and cannot be made.
    """
    del config  # a page has no IRIs
    script = bundle()
    packed = json.dumps(page_data(graph), ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    style = _text("page.css")
    parts = {
        "TITLE": html.escape(title or _title(graph)),
        "VERSION": html.escape(__version__),
        "POLICY": _policy(script, style),
        "STYLE": style,
        "DATA": base64.b64encode(gzip.compress(packed, 9, mtime=0)).decode(),
        "SCRIPT": script,
    }
    whole = _text("page.html")
    pieces = whole.split("%%")  # every second piece is a name
    return "".join(parts[piece] if index % 2 else piece for index, piece in enumerate(pieces))


def _policy(script: str, style: str) -> str:
    # data: and blob: are the page's own; sigma sets inline styles on its canvases.
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src-elem {_hash(style)}; "
        "style-src-attr 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _title(graph: Graph) -> str:
    documents = graph.documents()
    if len(documents) == 1 and documents[0].title:
        return " ".join(documents[0].title.split())
    return f"{len(documents)} article{'' if len(documents) == 1 else 's'}"


def _text(name: str) -> str:
    return resources.files(_ROOM).joinpath(name).read_text("utf-8")
