-- Version 2 of the store's tables: what `dealwire run` fetches and has fetched.

ALTER TABLE documents ADD COLUMN archive TEXT;     -- WARC file in the archive, if it came from there
ALTER TABLE documents ADD COLUMN record INTEGER;   -- the record's offset in its WARC file

-- Every URL ever met: the queue and its memory.
CREATE TABLE urls (
  url           TEXT PRIMARY KEY,
  source        TEXT NOT NULL,         -- as dealwire.toml names it
  kind          TEXT NOT NULL,         -- feed, page (both named by settings), article (found in a feed)
  origin        TEXT NOT NULL,         -- "https://news.example"
  guid          TEXT,                  -- the feed's id of the entry
  title         TEXT,                  -- what the feed says of it
  published     TEXT,
  found_at      TEXT NOT NULL,
  due           TEXT,                  -- when to fetch it; NULL: not any more
  fetched_at    TEXT,                  -- when that last went well
  failures      INTEGER NOT NULL DEFAULT 0,  -- since then
  problem       TEXT,                  -- of the last try; 'purged': never again
  etag          TEXT,
  last_modified TEXT,
  digest        TEXT                   -- SHA-256 of the last payload
) STRICT;
-- Feeds and pages go first, as they have a rhythm to keep.
CREATE INDEX urls_by_turn ON urls (kind = 'article', due) WHERE due IS NOT NULL;
CREATE INDEX urls_by_origin ON urls (origin, due) WHERE due IS NOT NULL;
CREATE UNIQUE INDEX urls_by_guid ON urls (source, guid) WHERE guid IS NOT NULL;

-- Whom to leave alone until when, and what their robots.txt says.
CREATE TABLE hosts (
  origin          TEXT PRIMARY KEY,
  not_before      TEXT NOT NULL,
  robots          TEXT,                -- "" allows everything; NULL: not asked yet
  robots_problem  TEXT,                -- why it could not be had
  robots_until    TEXT,                -- when to ask again
  robots_failures INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Documents in the archive, in the order of their arrival.
CREATE TABLE captures (
  id         INTEGER PRIMARY KEY,
  url        TEXT NOT NULL,            -- where it came from in the end
  source     TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  archive    TEXT NOT NULL,
  record     INTEGER NOT NULL,
  reader     TEXT,                     -- who read it; NULL: nobody yet
  document   TEXT,                     -- what it was stored as
  problem    TEXT,                     -- why it could not be read
  UNIQUE (archive, record)
) STRICT;
CREATE INDEX captures_unread ON captures (id) WHERE reader IS NULL;

CREATE TABLE runs (
  id         INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at   TEXT,                     -- NULL: it runs, or died
  result     TEXT                      -- its summary
) STRICT;
