"""SVG to PNG through resvg, which the extra `png` brings: Rust in one wheel, no Cairo and no browser."""

from newsweave.errors import WriteError

_ZOOM = 2.0  # sharp on paper and on dense screens
_INSTALL = "pip install 'newsweave[png]', or write .svg, which needs nothing"
_FONTS = "install a font such as DejaVu Sans or Liberation Sans, or write .svg, which needs none"
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text x="2" y="15">{}</text></svg>'


def png(svg: str, name: str) -> bytes:
    """Turn a picture into PNG.

    Args:
        svg: The picture.
        name: The file that it is for, for messages.

    Raises:
        WriteError: The library is not installed, no font is, or the picture is too large.
    """
    try:
        import resvg_py  # noqa: PLC0415 - an extra, loaded when a PNG is asked for
    except ImportError as error:
        raise WriteError(name, "PNG needs the library resvg-py", _INSTALL) from error
    render = resvg_py.svg_to_bytes
    if render(svg_string=_PROBE.format("")) == render(svg_string=_PROBE.format("Mm")):  # resvg is silent about it
        raise WriteError(name, "no font is installed, so that the picture would have no words", _FONTS)
    try:
        return render(svg_string=svg, zoom=_ZOOM)
    except ValueError as error:
        raise WriteError(name, f"it cannot be drawn: {error}", "choose fewer entities with --top") from error
