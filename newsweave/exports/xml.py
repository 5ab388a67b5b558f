"""What GraphML and GEXF share: text that any XML 1.0 parser takes."""

import re
from collections.abc import Mapping

# All that the production Char of XML 1.0 (5th edition, 2.2) leaves out.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# White space is escaped too: a parser may make blanks of it in attributes, and line feeds of CR anywhere.
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_PLAIN = re.compile("[ !#-%'-;=?-~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")  # most texts


def escape(text: str) -> str:
    r"""Write text for an element or a quoted attribute; U+FFFD stands for what XML cannot hold.

    >>> escape("a<b\x00")
    'a&lt;b\ufffd'
    """
    if _PLAIN.fullmatch(text):
        return text
    return ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)


def tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """Write an opening tag, or an empty element.

    >>> tag("node", {"id": "a&b"}, empty=True)
    '<node id="a&amp;b"/>'
    """
    written = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{written}{'/' if empty else ''}>"
