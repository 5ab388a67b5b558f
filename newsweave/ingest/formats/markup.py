"""The words of a fragment of HTML: what stands in a feed's entry or an e-mail, all of which is the article.

A page needs more: what is its article, and what is menus and advertising (`newsweave.ingest.formats.page`).
"""

from html.parser import HTMLParser

from newsweave.ingest.offsets import Traced

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol option p pre section table tbody td th thead title tr ul".split()
)
_PARAGRAPHS = _BLOCKS - {"br", "td", "th", "li", "tr", "option"}
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = dict.fromkeys(_UNSEEN, 0)  # how many of each are open

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self.unseen[tag] += 1
        elif tag == "body":
            self.unseen = dict.fromkeys(_UNSEEN, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def handle_endtag(self, tag: str) -> None:
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
        if not any(self.unseen.values()):
            self.parts.append(data.replace("\n", " "))


def words(fragment: str) -> str:
    r"""Return the words of a fragment, a blank line between paragraphs.

    >>> words("<p>Rain &amp; snow\nfell.<script>alert(1)</script><p>It <b>stopped</b>.")
    'Rain & snow fell.\n\nIt stopped.'
    """
    return traced(fragment).text


def traced(fragment: str) -> Traced:
    """Return the words of a fragment with the way back to those that the parser gave."""
    parser = _Words()
    parser.feed(fragment)
    parser.close()
    return Traced("".join(parser.parts)).tidied()
