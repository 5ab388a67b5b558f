"""One page that shows a graph offline: search, filters, and the sentences behind each node and edge.

data.py      what the page is given, as plain lists
html.py      the page around it
bundle.py    where the page's script lies
build.py     how it is made: our own script/*.js, with sigma.js and graphology from npm, by esbuild
"""

from newsweave.exports.page.html import write_page

__all__ = ["write_page"]
