"""The tables of a store's file, and the steps that bring an older file up to date.

Documents, where they were read, failures and corrections are the record. The tables from `cell` on are made from
them: local entities gathered for resolution (`newsweave.graph.store.cells`), and what came of it.
"""

import sqlite3

from newsweave.errors import StoreError

APPLICATION = 0x4E577631  # "NWv1", in the header of the file
VERSION = 3

_FIRST = """
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    url TEXT,
    recipe TEXT NOT NULL,     -- what read it: software, model, knowledge bases
    digest BLOB NOT NULL,     -- BLAKE2b of the record before it was packed
    record BLOB NOT NULL      -- the extraction, JSON packed by zlib
) STRICT;
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;

CREATE TABLE origin (          -- where a document was read; without any it goes
    origin TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    source TEXT NOT NULL,      -- as the document shows it
    PRIMARY KEY (origin, document, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_document ON origin (document);

CREATE TABLE failure (
    origin TEXT PRIMARY KEY,
    problem TEXT NOT NULL,     -- the name of the error's class
    message TEXT NOT NULL,
    given TEXT NOT NULL        -- the path that was given: a folder that it is in, or itself
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
    number INTEGER PRIMARY KEY,
    line TEXT NOT NULL
) STRICT;

CREATE TABLE cell (            -- entities of one kind whose names fold to one key
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    size INTEGER NOT NULL,
    apart INTEGER NOT NULL DEFAULT 0, -- whether the name does not tell its bearer, at the last resolution
    UNIQUE (kind, key)
) STRICT;

CREATE TABLE variant (         -- those of a cell among which resolution sees no difference
    number INTEGER PRIMARY KEY,
    cell INTEGER NOT NULL REFERENCES cell (number),
    name TEXT NOT NULL,
    mark TEXT NOT NULL,        -- countries, links and whatever else tells them from others
    first TEXT NOT NULL,       -- the smallest id
    size INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    names TEXT NOT NULL,       -- JSON: how often each name is used
    alone INTEGER NOT NULL,    -- whether it is one entity whose name does not tell its bearer
    specific INTEGER NOT NULL, -- whether to be named beside it tells anything
    band TEXT,                 -- the band that it belongs to
    UNIQUE (cell, name, mark)
) STRICT;
CREATE INDEX variant_band ON variant (band);
CREATE INDEX variant_first ON variant (cell, first);
CREATE INDEX variant_new ON variant (cell, alone, band);
CREATE INDEX variant_name ON variant (name) WHERE specific;

CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (number),
    variant INTEGER NOT NULL REFERENCES variant (number),
    mentions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_document ON entity (document);
CREATE INDEX entity_variant ON entity (variant, id);

CREATE TABLE tie (             -- what statements tie an entity to, in words
    entity TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    PRIMARY KEY (entity, words)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_words ON tie (words);

CREATE TABLE name (            -- for look-up: without case and accents
    plain TEXT NOT NULL,
    variant INTEGER NOT NULL REFERENCES variant (number) ON DELETE CASCADE,
    PRIMARY KEY (plain, variant)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_variant ON name (variant);

CREATE TABLE dirty (           -- cells that changed since the last resolution, and their size then
    cell INTEGER PRIMARY KEY,
    size INTEGER NOT NULL
) STRICT;

CREATE TABLE bereft (          -- bands that lost a member since then
    cell INTEGER NOT NULL,
    band TEXT NOT NULL,
    PRIMARY KEY (cell, band)
) STRICT, WITHOUT ROWID;

CREATE TABLE band (            -- namesakes who are held to be one
    id TEXT PRIMARY KEY,       -- the smallest id of a member
    cell INTEGER NOT NULL REFERENCES cell (number),
    digest BLOB NOT NULL,      -- of all that comparisons by name read
    asked BLOB NOT NULL,       -- of those who speak for its context
    naming BLOB NOT NULL,      -- of all that the name of its cluster reads
    alone INTEGER NOT NULL,    -- whether it is one entity whose name does not tell its bearer
    torn INTEGER NOT NULL DEFAULT 0,
    cluster INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX band_cell ON band (cell);
CREATE INDEX band_cluster ON band (cluster);

CREATE TABLE short (           -- acronyms that a band defines
    kind TEXT NOT NULL,
    short TEXT NOT NULL,
    band TEXT NOT NULL,
    PRIMARY KEY (kind, short, band)
) STRICT, WITHOUT ROWID;
CREATE INDEX short_band ON short (band);

CREATE TABLE block (           -- keys under which bands meet
    key TEXT NOT NULL,
    band TEXT NOT NULL,
    number INTEGER NOT NULL,   -- a band may stand under a key twice
    asking INTEGER NOT NULL,   -- whether it asks for all that it meets there
    PRIMARY KEY (key, band, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_band ON block (band);

CREATE TABLE pair (            -- bands that were compared; the left one comes first in their order
    former TEXT NOT NULL,
    latter TEXT NOT NULL,
    score REAL,                -- by names; none of one name
    reasons TEXT,
    raised TEXT,               -- JSON: why what they share makes them one
    PRIMARY KEY (former, latter)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_right ON pair (latter);

CREATE TABLE cluster (
    number INTEGER PRIMARY KEY,
    id TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    first TEXT NOT NULL,
    needed INTEGER NOT NULL,
    size INTEGER NOT NULL
) STRICT;
CREATE INDEX cluster_name ON cluster (kind, name, needed);
CREATE INDEX cluster_id ON cluster (id);

CREATE TABLE bearer (          -- for look-up: the clusters that bear a name, the largest first
    plain TEXT NOT NULL,       -- as in `name`
    rank INTEGER NOT NULL,     -- less for more entities
    id TEXT NOT NULL,
    cluster INTEGER NOT NULL REFERENCES cluster (number) ON DELETE CASCADE,
    PRIMARY KEY (plain, rank, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bearer_cluster ON bearer (cluster);
"""

# Of a document that stands at two places the bytes may differ, and so do their hash and the way back to them.
_SECOND = """
ALTER TABLE origin ADD COLUMN digest TEXT;  -- of what was read; NULL in a file of version 1: that of the record holds
ALTER TABLE origin ADD COLUMN raw TEXT;     -- JSON: the way back to what was read before it was cleaned
"""

# What a band says, and who speaks for it, are kept as they are, not their hashes; of the pairs, those alone that may
# decide something. Everything is resolved again, which fills the new columns.
_THIRD = """
ALTER TABLE band ADD COLUMN said TEXT NOT NULL DEFAULT ''; -- JSON: all that comparisons by name read
ALTER TABLE band ADD COLUMN speaking TEXT NOT NULL DEFAULT ''; -- who speaks for its context, if they are several
ALTER TABLE band DROP COLUMN digest;
ALTER TABLE band DROP COLUMN asked;
DROP INDEX band_cell;
CREATE INDEX band_cell ON band (cell, alone);
DELETE FROM pair;
UPDATE cell SET apart = 0;
UPDATE band SET torn = 0;
INSERT OR IGNORE INTO dirty SELECT number, size FROM cell;
"""

# One script for each version; a file of version n runs those from n on.
MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD)


def migrate(connection: sqlite3.Connection, name: str) -> None:
    """Bring a file to the present version, all at once or not at all; an empty file gets its tables.

    Raises:
        StoreError: It is another program's, or from a newer version.
    """
    version = checked_version(connection, name)
    if version == VERSION:
        return
    script = "\n".join(MIGRATIONS[version:])
    stamp = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\n{stamp}\nCOMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def checked_version(connection: sqlite3.Connection, name: str) -> int:
    """Return the version of a file's tables; 0 if it has none yet.

    Raises:
        StoreError: It is another program's, or from a newer version.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        if application or version or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise StoreError(name, "it is another program's database", "choose another file for the store")
        return 0
    if version > VERSION:
        problem = f"it is of version {version}, and this Newsweave knows versions up to {VERSION}"
        raise StoreError(name, problem, "install a newer Newsweave")
    return version
