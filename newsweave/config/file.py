"""A file of settings into a Config, checked strictly.

    profile = "fast"             what it begins from
    [extracting]
    triples = true               goes before the profile

An error names the file, the section and the key: "newsweave.toml, extracting -> triples: must be true or false".
"""

import tomllib
from pathlib import Path
from typing import Any

from newsweave.config import Config
from newsweave.config.profiles import profiled
from newsweave.config.settings import SECTIONS, SETTINGS, Setting, setting
from newsweave.errors import ConfigError, UnknownNameError

USUAL = "newsweave.toml"  # the file in the working folder that is read where none is named
_PROFILE = "profile"


def read_file(path: Path, profile: str | None = None) -> Config:
    """Read a file of settings; see `Config.read`."""
    said, thing = _parsed(path), path.as_posix()
    named = said.pop(_PROFILE, None)
    if named is not None and not isinstance(named, str):
        raise ConfigError(thing, "must be text in quotation marks", f'write {_PROFILE} = "fast"', _PROFILE)
    config = Config()
    if profile is None and named is not None:
        config = profiled(config, named, thing, _PROFILE)
    for section, keys in said.items():
        for key, value in _keys(thing, section, keys):
            found = _setting(thing, section, key)
            config = found.put(config, _value(path, found, value))
    return config if profile is None else profiled(config, profile, _PROFILE)


def _parsed(path: Path) -> dict[str, Any]:
    thing = path.as_posix()
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(thing, "there is no such file", "newsweave init writes one") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(thing, f"cannot be read: {reason}", "look at its permissions") from error
    except UnicodeDecodeError as error:
        raise ConfigError(thing, "it is not UTF-8", "save it as UTF-8", f"byte {error.start + 1}") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem, _, place = str(error).rpartition(" (at ")
        problem, place = (problem, place.rstrip(")")) if problem else (place, "")
        cure = 'write key = "text", key = true or key = 8 on each line, and [section] above'
        raise ConfigError(thing, f"it is no TOML: {problem.lower()}", cure, place) from error


def _keys(thing: str, section: str, keys: Any) -> list[tuple[str, Any]]:
    """Return what stands in a section."""
    if section not in SECTIONS:
        homes = [each.section for each in SETTINGS if each.key == section]
        if homes:
            raise ConfigError(thing, f"it belongs into a section, [{homes[0]}]", "move it below that line", section)
        raise UnknownNameError(thing, section, [_PROFILE, *SECTIONS], section)
    if not isinstance(keys, dict):
        raise ConfigError(thing, "is a section and no key", f"write [{section}] on a line of its own", section)
    return list(keys.items())


def _setting(thing: str, section: str, key: str) -> Setting:
    found = setting(section, key)
    if found:
        return found
    place = f"{section} -> {key}"
    if key == _PROFILE:
        raise ConfigError(thing, "it belongs into no section", "move it to the top, above the first section", place)
    homes = [each.section for each in SETTINGS if each.key == key]
    if homes:
        raise ConfigError(thing, f"it belongs into another section, [{homes[0]}]", "move it there", place)
    raise UnknownNameError(thing, key, [each.key for each in SETTINGS if each.section == section], place)


def _value(path: Path, found: Setting, value: Any) -> Any:
    thing, place = path.as_posix(), f"{found.section} -> {found.key}"
    try:
        checked = found.sort.read(value)
    except UnknownNameError as error:
        raise UnknownNameError(thing, error.name, error.available, place) from error
    except ValueError as error:
        example = found.sort.written(found.of(Config()))
        raise ConfigError(thing, str(error), f"write {found.key} = {example}", place) from error
    return _from_folder(path.parent, checked) if found.paths else checked


def _from_folder(folder: Path, value: Any) -> Any:
    """Read paths from the folder of the file: what is there is meant, anything else stays as it is."""
    if isinstance(value, tuple):
        return tuple(
            (each[0], _beside(folder, each[1])) if isinstance(each, tuple) else _beside(folder, each) for each in value
        )
    return _beside(folder, value)


def _beside(folder: Path, name: str) -> str:
    beside = folder / name
    return beside.as_posix() if name.startswith(".") or beside.exists() else name
