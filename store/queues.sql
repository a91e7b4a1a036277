-- Version 7 of the store's tables: URLs wait in queues, one for each host or group of hosts, are
-- known by an identity, and are watched.

DROP INDEX urls_by_turn;
DROP INDEX urls_by_origin;
ALTER TABLE urls RENAME COLUMN origin TO queue;  -- "news.example"
UPDATE urls SET queue = substr(queue, instr(queue, '://') + 3);
-- The same for all URLs that are known to lead to the same page; NULL for what settings name.
ALTER TABLE urls ADD COLUMN identity TEXT;
UPDATE urls SET identity = url WHERE kind = 'article';
CREATE UNIQUE INDEX urls_by_identity ON urls (identity) WHERE identity IS NOT NULL;
ALTER TABLE urls ADD COLUMN updated TEXT;        -- when it was changed last, as who names it says
ALTER TABLE urls ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;  -- for which it was fetched again
ALTER TABLE urls ADD COLUMN ended_at TEXT;       -- where the last payload came from, if elsewhere
-- What settings name goes first, as it has a rhythm to keep.
CREATE INDEX urls_by_queue ON urls (queue, kind = 'article', due) WHERE due IS NOT NULL;

-- When each queue may go on.
CREATE TABLE queues (
  name       TEXT PRIMARY KEY,
  not_before TEXT NOT NULL,
  failures   INTEGER NOT NULL            -- answers in a row that asked for time, or were none
) STRICT;
INSERT INTO queues SELECT substr(origin, instr(origin, '://') + 3), max(not_before), 0
FROM hosts GROUP BY 1;

-- What a run has asked for and not acknowledged. If it dies, the next one leaves it alone until
-- `again`, so that nothing is asked for each time because runs die in a row.
CREATE TABLE under_way (
  urls  TEXT NOT NULL,                   -- a line each
  again TEXT NOT NULL
) STRICT;
INSERT INTO under_way VALUES ('', '');

-- What the robots.txt of each origin ("https://news.example") says.
CREATE TABLE robots (
  origin   TEXT PRIMARY KEY,
  text     TEXT NOT NULL,                -- "" allows everything
  problem  TEXT,                         -- why it could not be had: nothing may be fetched
  until    TEXT NOT NULL,                -- when to ask again
  failures INTEGER NOT NULL,             -- in a row
  lost     TEXT                          -- since when it cannot be had
) STRICT;
INSERT INTO robots SELECT origin, robots, robots_problem, robots_until, robots_failures, NULL
FROM hosts WHERE robots IS NOT NULL;
DROP TABLE hosts;

-- What waits and what was given up, by source, counted without a look at the rows.
CREATE INDEX urls_waiting ON urls (source) WHERE due IS NOT NULL AND kind = 'article';
CREATE INDEX urls_given_up ON urls (source) WHERE due IS NULL AND problem <> 'purged';

ALTER TABLE captures ADD COLUMN queued TEXT;  -- the URL that led there, if it was another

-- What each source brought, day by day (UTC), for two months. No row: it was not asked, or did not
-- answer well.
CREATE TABLE yields (
  source TEXT NOT NULL,
  day    TEXT NOT NULL,
  looks  INTEGER NOT NULL,               -- how often it was asked and answered well
  found  INTEGER NOT NULL,               -- articles that it named and nobody knew, but for `old`
  old    INTEGER NOT NULL,               -- those that were published more than 30 days before
  read   INTEGER NOT NULL,               -- documents of this day with an article in them
  failed INTEGER NOT NULL,               -- documents of this day without, or that cannot be read
  copies INTEGER NOT NULL,               -- of `read`: the source has that text from elsewhere, too
  PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

-- What is wrong with sources although they are fetched well.
CREATE TABLE alarms (
  source  TEXT NOT NULL,
  kind    TEXT NOT NULL,                 -- silent, unread, old or copies
  since   TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (source, kind)
) STRICT, WITHOUT ROWID;
