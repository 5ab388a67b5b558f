"""A spaCy pipeline that loads at once, for tests of what goes on around one: a word with a capital is a person.

Some words do to the process that reads them what files of the world do.
"""

import os
import signal
import time

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

NAME = "tests.tiny_pipeline"
DEADLY, SLOW = "deadly", "slowly"
_SECONDS = 0.05


@Language.component("tiny_tagger")
def _tagged(doc: Doc) -> Doc:
    for token in doc:
        token.tag_ = "NNP" if token.is_title else "NN"
        if token.lower_ == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        if token.lower_ == SLOW:
            time.sleep(_SECONDS)
    return doc


@Language.component("tiny_parser")
def _parsed(doc: Doc) -> Doc:
    for token in doc:
        token.head, token.dep_ = doc[0], "dep" if token.i else "ROOT"
    return doc


@Language.component("tiny_ner")
def _named(doc: Doc) -> Doc:
    doc.ents = tuple(Span(doc, token.i, token.i + 1, "PERSON") for token in doc if token.is_title)
    return doc


def load() -> Language:
    """Make the pipeline."""
    nlp = spacy.blank("en")
    for name in ("tagger", "parser", "ner"):
        nlp.add_pipe(f"tiny_{name}", name=name)
    return nlp
