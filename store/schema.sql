-- The store's tables, version 1. A public interface: docs/store.md says what may be relied on.
-- Times are RFC 3339 in UTC, dates EDTF, figures decimal text (never binary floating point), ranges
-- of bytes JSON arrays [[begin, end], ...].

CREATE TABLE documents (
  id         TEXT PRIMARY KEY,           -- SHA-256 of the payload
  input      TEXT NOT NULL,              -- the file or line it was read from
  url        TEXT,
  fetched_at TEXT,
  media_type TEXT NOT NULL,
  charset    TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  reader     TEXT NOT NULL               -- the version of program and packs that read it
) STRICT;

CREATE TABLE articles (
  document      TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  title         TEXT NOT NULL,
  text          TEXT NOT NULL,
  published     TEXT,
  modified      TEXT,
  authors       TEXT NOT NULL,           -- JSON array of names
  site          TEXT,
  canonical_url TEXT,
  lang          TEXT NOT NULL,
  partial       INTEGER NOT NULL
) STRICT;

CREATE TABLE mentions (
  document  TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
  n         INTEGER NOT NULL,            -- 1 is "m1" of the scan contract
  kind      TEXT NOT NULL,
  field     TEXT NOT NULL,
  begin     INTEGER NOT NULL,            -- bytes of the field
  end       INTEGER NOT NULL,
  text      TEXT NOT NULL,
  raw       TEXT,
  spans     TEXT NOT NULL,
  value     TEXT,
  min       TEXT,
  max       TEXT,
  vague     INTEGER NOT NULL,
  currency  TEXT,
  qualifier TEXT,
  measure   TEXT,
  party     TEXT,                        -- key of a party
  rule      TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE parties (
  key  TEXT PRIMARY KEY,                 -- the id of a known party, else its name in matching form
  id   TEXT,                             -- NULL for a party that no list knows
  name TEXT NOT NULL
) STRICT;

CREATE TABLE deals (
  id TEXT PRIMARY KEY                    -- of its first claim
) STRICT;

-- What one article says of one deal.
CREATE TABLE claims (
  id       TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
  n        INTEGER NOT NULL,             -- 1 is "d1" of the scan contract
  deal     TEXT REFERENCES deals,        -- NULL until claims are merged
  type     TEXT NOT NULL,
  status   TEXT NOT NULL,
  date     TEXT,
  money    INTEGER,                      -- mentions of the same document, by n
  power    INTEGER,
  stake    INTEGER,
  rule     TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_deal ON claims (deal);

CREATE TABLE claim_parties (
  claim   TEXT NOT NULL REFERENCES claims ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  role    TEXT NOT NULL,
  mention INTEGER NOT NULL,
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_also (
  claim   TEXT NOT NULL REFERENCES claims ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  mention INTEGER NOT NULL,
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  claim TEXT NOT NULL REFERENCES claims ON DELETE CASCADE,
  n     INTEGER NOT NULL,                -- 1 is the sentence that says it best
  field TEXT NOT NULL,
  begin INTEGER NOT NULL,
  end   INTEGER NOT NULL,
  text  TEXT NOT NULL,
  spans TEXT NOT NULL,
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;
