"""Complete sets of options, by name: what each changes of the defaults.

The speeds are of benchmarks/profiles.py, on 300 press releases on one core; see docs/configuration.md.
"""

from dataclasses import dataclass
from typing import Any

from newsweave.config import Config
from newsweave.config.settings import setting
from newsweave.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of options.

    Attributes:
        name: Its name.
        meaning: What it is for, in a sentence.
        values: What it changes: section, key and value.
    """

    name: str
    meaning: str
    values: tuple[tuple[str, str, Any], ...] = ()


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "fast",
            "Who did what to whom, and who said what, of many articles soon: no open triples, the "
            "language as it is said, and larger batches.",
            (
                ("reading", "detect_language", False),
                ("extracting", "batch", 16),
                ("extracting", "triples", False),
            ),
        ),
        Profile("balanced", "The defaults."),
        Profile(
            "thorough",
            "As balanced, and what that gives up on is read: articles ten times as long, files that take eight times "
            "the time and twice the memory.",
            (
                ("reading", "seconds", 60),
                ("reading", "memory_mb", 1400),
                ("extracting", "longest", 400_000),
            ),
        ),
    )
}


def profiled(config: Config, name: str, thing: str, place: str = "") -> Config:
    """Change a Config as a profile does.

    Args:
        config: What it begins from.
        name: The profile.
        thing: Who names it, for an error: "--profile", a file.
        place: Where in the thing.

    Raises:
        UnknownNameError: There is no such profile.
    """
    if name not in PROFILES:
        raise UnknownNameError(thing, name, PROFILES, place)
    for section, key, value in PROFILES[name].values:
        found = setting(section, key)
        assert found is not None
        config = found.put(config, value)
    return config
