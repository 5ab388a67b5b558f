"""XML without its dangers: no entities, no external parts, no endless depth.

Expat opens nothing by itself. What is left is refused here: a document type with declarations in it, which is where
entities are declared (https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from newsweave.errors import FormatError, LimitError

_DEEPEST = 200
_MOST = 300_000  # elements; a novel in a Word document has some 100,000


@dataclass(slots=True)
class Element:
    """An element: its name as {namespace}name, its attributes, its text and the elements in it, in order."""

    name: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    def elements(self, *names: str) -> "Iterator[Element]":
        """Yield the elements right below, those of the given local names if any are given."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.local in names):
                yield child

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]

    @property
    def space(self) -> str:
        """The namespace, empty if there is none."""
        return self.name.rpartition("}")[0]

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Builder:
    def __init__(self, thing: str) -> None:
        self.thing = thing
        self.root = Element("", {})
        self.open = [self.root]
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > _DEEPEST or self.count > _MOST:
            raise LimitError(self.thing, "is XML too deep or too large to be an article", "leave it out")
        element = Element(name, attributes)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def words(self, data: str) -> None:
        self.open[-1].children.append(data)

    def doctype(self, _name: str, _system: str | None, _public: str | None, declarations: bool) -> None:
        if declarations:
            problem = "is XML with a document type of its own, in which entities can grow without bound"
            raise FormatError(self.thing, problem, "remove the DOCTYPE")


def parse(data: bytes, thing: str) -> Element:
    """Return the root element.

    Raises:
        FormatError: It is not well-formed, or declares entities.
        LimitError: It is nested too deep.
    """
    builder = _Builder(thing)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.words
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = f"is not well-formed XML: {expat.errors.messages[error.code]}"
        raise FormatError(thing, problem, "save it again, or leave it out", f"line {error.lineno}") from error
    except (ValueError, LookupError) as error:
        raise FormatError(thing, f"is XML in an encoding that is not known ({error})", "save it as UTF-8") from error
    return next(builder.root.elements())
