"""A pipeline made quicker, as far as its models are of a sort that is known; the rest stays as it is."""

from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps

from newsweave.ingest.quick import entities
from newsweave.ingest.quick.algebra import use_numpy
from newsweave.ingest.quick.windows import look_around
from newsweave.ingest.quick.words import embed_once

# Of parser and recogniser: spaCy takes a quarter of a batch together (`Parser.pipe`), and each step costs the same for
# eight documents as for two.
TOGETHER = 4


def quicken(nlp: Language) -> None:
    """Let a pipeline find the same with less work."""
    use_numpy(nlp)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None and type(model.ops) is NumpyOps:
            _quicken_layers(model)
    if "ner" in nlp.pipe_names and entities.fits(nlp.get_pipe("ner")):
        nlp.add_pipe(entities.NAME, after="ner")
        nlp.disable_pipe("ner")


def _quicken_layers(model: Model[Any, Any]) -> None:
    for node in list(model.walk()):
        for name, quicker in (("embed", embed_once), ("encode", look_around)):
            old = node.get_ref(name) if node.has_ref(name) else None
            new = quicker(old) if old is not None else None
            if old is not None and new is not None:
                model.replace_node(old, new)
