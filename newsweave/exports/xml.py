"""What GraphML and GEXF share: text that any XML 1.0 parser takes."""

import re
from collections.abc import Mapping

# White space is escaped too: a parser may make blanks of it in attributes, and line feeds of CR anywhere; that of
# graphology makes line feeds of U+0085 and U+2028, too.
_ESCAPES = {
    **{"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"},
    **{"\x85": "&#133;", "\u2028": "&#8232;"},
}
# All that the production Char of XML 1.0 (5th edition, 2.2) leaves out.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ODD = re.compile(f'[&<>"\t\n\r\x85\u2028]|{_ILLEGAL.pattern}')
_ODD_IN_TEXT = re.compile(rf"[&<\r\x85\u2028]|(?<=\]\])>|{_ILLEGAL.pattern}")


def escape(text: str) -> str:
    r"""Write text for an element or a quoted attribute; U+FFFD stands for what XML cannot hold.

    >>> escape("a<b\x00")
    'a&lt;b\ufffd'
    """
    return _ODD.sub(_escaped, text)


def escape_text(text: str) -> str:
    r"""Write text for an element whose white space counts.

    Gephi drops white space from GraphML where it is escaped: tabs and line feeds stay as they are. It also drops a
    blank between two escapes ("& <"); a CDATA section would keep it, and rustworkx reads none of those.

    >>> escape_text('a "b"\n')
    'a "b"\n'
    """
    return _ODD_IN_TEXT.sub(_escaped, text)


def _escaped(odd: re.Match[str]) -> str:
    return _ESCAPES.get(odd[0], "\ufffd")


def tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """Write an opening tag, or an empty element.

    >>> tag("node", {"id": "a&b"}, empty=True)
    '<node id="a&amp;b"/>'
    """
    written = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{written}{'/' if empty else ''}>"
