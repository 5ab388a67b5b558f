"""A file of settings with every key: what it means, and its default behind a #."""

import textwrap

from newsweave.config import Config
from newsweave.config.file import USUAL
from newsweave.config.profiles import PROFILES
from newsweave.config.settings import SECTIONS, SETTINGS, Setting
from newsweave.config.values import Choice

_WIDTH = 100
_HEAD = (
    f"Settings of Newsweave. This file is read if it is called {USUAL} and stands in the folder where newsweave is "
    "called, or if it is named with --config. A key with a # before it has its default; take the # away to change it. "
    "Options of the command line go before what stands here."
)
_ABOUT = {
    "reading": "How articles are read.",
    "extracting": "What is found in them.",
    "linking": "What is known of the persons, bodies and places that they name.",
    "running": "How a run goes about it, whatever comes out.",
    "rdf": "Turtle, N-Triples and the other syntaxes of RDF.",
    "drawing": "GraphML, GEXF and the tables.",
}


def sample() -> str:
    """Write the file.

    >>> "# batch = 8" in sample().splitlines()
    True
    """
    lines = [*_comment(_HEAD), "", *_comment("What to begin from; the keys below go before it.")]
    for profile in PROFILES.values():
        lines += _comment(f"  {profile.name}: {profile.meaning}", "    ")
    lines += ['# profile = "balanced"']
    for section in SECTIONS:
        lines += ["", "", *_comment(_ABOUT[section]), f"[{section}]"]
        for each in SETTINGS:
            if each.section == section:
                lines += ["", *_comment(_told(each)), f"# {each.key} = {each.sort.written(each.of(Config()))}"]
    return "\n".join(lines) + "\n"


def _told(setting: Setting) -> str:
    default, text = setting.of(Config()), setting.meaning
    if isinstance(setting.sort, Choice):
        text += f" One of {', '.join(term.value for term in setting.sort.terms)}."
    unset = default == () or (default is None and not getattr(setting.sort, "none", None))
    return f"{text} Not set by default." if unset else text


def _comment(text: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent=f"# {hanging}")
