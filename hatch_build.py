"""Puts the page's script into the wheel, if npm can make it; if not, the wheel is built without."""

import importlib.util
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PAGE = Path("newsweave", "exports", "page")


class PageHook(BuildHookInterface[Any]):
    """Runs newsweave/exports/page/build.py, which needs the standard library alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the script, unless this is an editable install: that makes it on first use."""
        if version == "editable" or self.target_name != "wheel":
            return
        build = _module(Path(self.root) / _PAGE / "build.py")
        self._folder = tempfile.TemporaryDirectory()
        try:
            made = build.build(Path(self._folder.name) / build.BUNDLE)
        except (build.BuildError, OSError) as error:
            sys.stderr.write(f"newsweave html will not work from this wheel, the rest will: {error}\n")
            return
        build_data["force_include"][str(made)] = (_PAGE / build.BUNDLE).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the temporary folder away."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("page_build", path)
    assert spec, "it is a file of ours"
    assert spec.loader, "likewise"
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
