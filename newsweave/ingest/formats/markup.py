"""The words of a fragment of HTML: what stands in a feed's entry or an e-mail, all of which is the article.

A page needs more: what is its article, and what is menus and advertising (`newsweave.ingest.formats.page`).
"""

import re
from html.parser import HTMLParser

from newsweave.ingest.boilerplate import without_boilerplate
from newsweave.ingest.offsets import Traced

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol option p pre section table tbody td th thead title tr ul".split()
)
_PARAGRAPHS = _BLOCKS - {"br", "td", "th", "li", "tr", "option"}
_DEEPEST = 200
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object"})


_MARKED = re.compile(
    r"</(?:p|div|li|ul|ol|h[1-6]|blockquote|td|section|article)\s*>|<br\s*/?>|<p(?:\s[^<>]{0,500})?>", re.I
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())  # elements without an end


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = dict.fromkeys(_UNSEEN, 0)  # how many of each are open
        self.hidden: list[str] = []  # what is open in a hidden element, and that itself

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (self.hidden or _is_hidden(attrs)) and tag not in _EMPTY and len(self.hidden) < _DEEPEST:
            self.hidden.append(tag)
        if tag in _UNSEEN:
            self.unseen[tag] += 1
        elif tag == "body":
            self.unseen = dict.fromkeys(_UNSEEN, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:  # those within it that were not ended end with it
            del self.hidden[len(self.hidden) - 1 - self.hidden[::-1].index(tag) :]
        if self.unseen.get(tag):
            self.unseen[tag] -= 1
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over what stands in <![ and ]> and is of no known sort, which the parser does not survive."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)

    def handle_data(self, data: str) -> None:
        if not (self.hidden or any(self.unseen.values())):
            self.parts.append(data.replace("\n", " "))


def _is_hidden(attributes: list[tuple[str, str | None]]) -> bool:
    """Tell elements that nobody sees: the first words of a newsletter, for lists of e-mails."""
    return any(name == "hidden" or (name == "style" and _HIDDEN.search(value or "")) for name, value in attributes)


def words(fragment: str) -> str:
    r"""Return the words of a fragment, a blank line between paragraphs.

    >>> words("<p>Rain &amp; snow\nfell.<script>alert(1)</script><p>It <b>stopped</b>.")
    'Rain & snow fell.\n\nIt stopped.'
    """
    return traced(fragment).text


def traced(fragment: str) -> Traced:
    """Return the words of a fragment with the way back to those that the parser gave."""
    return without_boilerplate(_seen(fragment))


def lines(fragment: str) -> list[str]:
    """Return the lines of a fragment, offers and notices among them.

    >>> lines("<p>Updated: 5 January 2022</p><p>Rain fell.</p>")
    ['Updated: 5 January 2022', '', 'Rain fell.']
    """
    return _seen(fragment).text.split("\n")


def _seen(fragment: str) -> Traced:
    parser = _Words()
    parser.feed(fragment)
    parser.close()
    return Traced("".join(parser.parts)).tidied()


def is_marked(text: str) -> bool:
    """Tell whether a text is a fragment of HTML: whether blocks end in it, or lines break.

    >>> is_marked("<p>Rain fell.</p>"), is_marked("Rain <b fell > 3 mm")
    (True, False)
    """
    return _MARKED.search(text) is not None
