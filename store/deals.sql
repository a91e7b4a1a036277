-- Version 6 of the store's tables: deals that tell what their claims agree on, their changes, runs
-- and verdicts, revisions of articles, and text search.

-- Each transaction that writes has a number, one more than the one before; what it changed bears it.
CREATE TABLE changes (
  last INTEGER NOT NULL
) STRICT;
INSERT INTO changes VALUES (0);

-- A mark for each number, drawn at random: a reader's cursor bears it, so that a store put back from
-- a backup is told from the one that the reader knew (store/snapshot.h).
CREATE TABLE change_marks (
  change INTEGER PRIMARY KEY,
  mark   INTEGER NOT NULL
) STRICT;
CREATE TRIGGER change_is_marked AFTER UPDATE OF last ON changes BEGIN
  INSERT INTO change_marks VALUES (new.last, random() & 0xffffffff);
END;

-- What is no more: documents, claims, parties, deals.
CREATE TABLE deletions (
  kind        TEXT NOT NULL,
  id          TEXT NOT NULL,
  merged_into TEXT,                      -- the deal that took its claims over
  changed     INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deletions_by_change ON deletions (changed);

ALTER TABLE documents ADD COLUMN reading TEXT;  -- hash of what was read; the same: nothing changed
ALTER TABLE documents ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_by_change ON documents (changed);
-- A purge rewrites files of the archive: their records are links of what is exported.
CREATE TRIGGER document_is_moved AFTER UPDATE OF input, archive, record ON documents
WHEN (new.input, new.archive, new.record) IS NOT (old.input, old.archive, old.record) BEGIN
  UPDATE changes SET last = last + 1;
  UPDATE documents SET changed = (SELECT last FROM changes) WHERE id = new.id;
END;
CREATE INDEX documents_by_url ON documents (url) WHERE url IS NOT NULL;
CREATE INDEX documents_by_reader ON documents (reader);

ALTER TABLE parties ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX parties_by_change ON parties (changed);

ALTER TABLE mentions ADD COLUMN number REAL AS (CAST(value AS REAL)) VIRTUAL;  -- to sort by
CREATE INDEX mentions_by_party ON mentions (party) WHERE party IS NOT NULL;

-- How many mentions a document had at most, of those that were read again or taken out: what
-- `export --since` has to call gone.
CREATE TABLE mention_counts (
  document TEXT PRIMARY KEY,
  most     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER mentions_are_counted BEFORE DELETE ON documents BEGIN
  INSERT INTO mention_counts
  SELECT old.id, count(*) FROM mentions WHERE document = old.id
  ON CONFLICT (document) DO UPDATE SET most = max(most, excluded.most);
END;

-- What parties are called, to look for a part of it: simplified, in lower case. A name stays when
-- the last article that has it goes.
CREATE TABLE party_names (
  party TEXT NOT NULL,
  name  TEXT NOT NULL,
  PRIMARY KEY (party, name)
) STRICT, WITHOUT ROWID;

-- Whose revision a document is: the address that the page gives itself, else the one it came from.
ALTER TABLE articles ADD COLUMN page TEXT;
ALTER TABLE articles ADD COLUMN search_id INTEGER;  -- rowid in search
UPDATE articles SET search_id = rowid;
CREATE UNIQUE INDEX articles_by_search_id ON articles (search_id);
UPDATE articles SET page = ifnull(canonical_url, (SELECT url FROM documents WHERE id = document));
CREATE INDEX articles_by_page ON articles (page) WHERE page IS NOT NULL;

CREATE VIEW revisions (page, revision, document, fetched_at, published, modified, title) AS
SELECT a.page, row_number() OVER (PARTITION BY a.page ORDER BY d.fetched_at, d.id), d.id,
       d.fetched_at, a.published, a.modified, a.title
FROM articles a JOIN documents d ON d.id = a.document WHERE a.page IS NOT NULL;

ALTER TABLE claims ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX claims_by_change ON claims (changed);
ALTER TABLE claims ADD COLUMN search_id INTEGER;  -- of its article
UPDATE claims SET search_id = (SELECT search_id FROM articles a WHERE a.document = claims.document);
-- Leads from what text search finds to deals, without a look at articles.
CREATE INDEX claims_by_search_id ON claims (search_id, deal);

-- What claims must share to be compared (store/merge.h).
CREATE TABLE claim_keys (
  key   INTEGER NOT NULL,
  claim TEXT NOT NULL,                   -- the store takes its keys out with it: an index to do so
                                         -- would scatter a page more for each document
  PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;

UPDATE claims SET deal = NULL;
DROP TABLE deals;
CREATE TABLE deals (
  id        TEXT PRIMARY KEY,            -- of its first claim
  component TEXT NOT NULL,               -- the first claim of those that hang together with its own
  state     TEXT NOT NULL,               -- JSON: what its claims agree on, and who says what
  changed   INTEGER NOT NULL,
  type            TEXT AS (state ->> '$.type.values[0].value') STORED,
  status          TEXT AS (state ->> '$.status.values[0].value') STORED,
  -- EDTF, or RFC 3339 where only the article has one
  date            TEXT AS (state ->> '$.date.values[0].value') STORED,
  confidence      REAL AS (state ->> '$.confidence') STORED,
  -- names, parted by "; "
  payers          TEXT AS (state ->> '$.payers') STORED,
  payees          TEXT AS (state ->> '$.payees') STORED,
  sellers         TEXT AS (state ->> '$.sellers') STORED,
  -- decimal text
  money           TEXT AS (state ->> '$.money.values[0].value.value') STORED,
  money_min       TEXT AS (state ->> '$.money.values[0].value.min') STORED,
  money_max       TEXT AS (state ->> '$.money.values[0].value.max') STORED,
  currency        TEXT AS (state ->> '$.money.values[0].value.currency') STORED,
  money_qualifier TEXT AS (state ->> '$.money.values[0].value.qualifier') STORED,
  -- none, agreed, partial, contested
  money_state     TEXT AS (state ->> '$.money.state') STORED,
  -- to sort by
  money_number    REAL AS (CAST(ifnull(money, money_max) AS REAL)) STORED,
  -- watts
  power           TEXT AS (state ->> '$.power.values[0].value.value') STORED,
  power_min       TEXT AS (state ->> '$.power.values[0].value.min') STORED,
  power_max       TEXT AS (state ->> '$.power.values[0].value.max') STORED,
  power_qualifier TEXT AS (state ->> '$.power.values[0].value.qualifier') STORED,
  power_state     TEXT AS (state ->> '$.power.state') STORED,
  power_number    REAL AS (CAST(ifnull(power, power_max) AS REAL)) STORED,
  -- percent
  stake           TEXT AS (state ->> '$.stake.values[0].value.value') STORED,
  stake_min       TEXT AS (state ->> '$.stake.values[0].value.min') STORED,
  stake_max       TEXT AS (state ->> '$.stake.values[0].value.max') STORED,
  stake_qualifier TEXT AS (state ->> '$.stake.values[0].value.qualifier') STORED,
  stake_state     TEXT AS (state ->> '$.stake.state') STORED,
  stake_number    REAL AS (CAST(ifnull(stake, stake_max) AS REAL)) STORED,
  -- copies and revisions of one count once
  articles        INTEGER AS (state ->> '$.articles') STORED,
  -- by a verdict
  rejected        INTEGER AS (state ->> '$.rejected') STORED,
  -- the first that `date` may mean
  day             TEXT AS (CASE WHEN length(date) >= 10 THEN substr(date, 1, 10)
                    WHEN length(date) = 4 THEN date || '-01-01'
                    WHEN substr(date, 6) BETWEEN '33' AND '36' THEN
                      substr(date, 1, 5) || printf('%02d', substr(date, 6) * 3 - 98) || '-01'
                    WHEN length(date) = 7 THEN date || '-01' END) STORED
) STRICT;
-- Holds all that store/selection.cc asks of a row, so that only those that are shown are fetched.
CREATE INDEX deals_by_day ON deals (day, date, type, status, currency, money_number, confidence,
                                    rejected);
CREATE INDEX deals_by_change ON deals (changed);
CREATE INDEX deals_by_component ON deals (component);

CREATE TABLE deal_parties (
  deal     TEXT NOT NULL REFERENCES deals ON DELETE CASCADE,
  n        INTEGER NOT NULL,
  role     TEXT NOT NULL,
  party    TEXT NOT NULL REFERENCES parties,
  articles INTEGER NOT NULL,             -- that give it this role
  PRIMARY KEY (deal, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_parties_by_party ON deal_parties (party);

-- What was done to the store. What a run left is what the next one that changed a deal found, or
-- what it is now.
ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'run';  -- run process judge purge
ALTER TABLE runs ADD COLUMN reader TEXT;
CREATE TABLE history (
  run    INTEGER NOT NULL,
  deal   TEXT NOT NULL,
  before TEXT,                           -- deals.state; NULL: there was no such deal
  PRIMARY KEY (run, deal)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_by_deal ON history (deal, run);

CREATE TABLE readers (
  version    TEXT PRIMARY KEY,           -- documents.reader
  files      TEXT NOT NULL,              -- JSON: the hash of each pack and site
  first_used TEXT NOT NULL
) STRICT;

-- What a person said. Claims are named by what does not change when documents are read anew.
CREATE TABLE verdicts (
  id      INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL,                 -- reject merge split
  said_at TEXT NOT NULL,
  note    TEXT
) STRICT;
CREATE TABLE verdict_claims (
  verdict  INTEGER NOT NULL REFERENCES verdicts ON DELETE CASCADE,
  side     INTEGER NOT NULL,             -- 1 or 2: which belong together, or apart
  document TEXT NOT NULL,
  n        INTEGER NOT NULL,             -- as it was when it was judged
  type     TEXT NOT NULL,
  parties  TEXT NOT NULL,                -- JSON array of keys
  spans    TEXT NOT NULL                 -- JSON: the bytes of its evidence
) STRICT;
CREATE INDEX verdict_claims_by_verdict ON verdict_claims (verdict);

-- Files of the archive that are to lose records (store/purge.h says how).
CREATE TABLE rewrites (
  archive TEXT PRIMARY KEY,
  records TEXT NOT NULL,                 -- JSON array of offsets
  moved   INTEGER NOT NULL DEFAULT 0     -- the store names its successor already
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_record ON documents (archive, record) WHERE archive IS NOT NULL;
CREATE INDEX documents_by_input ON documents (input, record) WHERE archive IS NULL;
CREATE INDEX captures_by_url ON captures (url);
CREATE INDEX captures_by_document ON captures (document) WHERE document IS NOT NULL;

-- What was fetched before that is thrown away already, of sources with `keep`.
CREATE TABLE retention (
  source TEXT PRIMARY KEY,
  since  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Chinese, Japanese and Korean as pairs of characters: docs/store.md has the recipe.
CREATE VIRTUAL TABLE search USING fts5 (title, text, content='', tokenize='unicode61', prefix='1');
-- Segments are merged sixteen at a time, not four, so that words are written anew less often.
INSERT INTO search (search, rank) VALUES ('automerge', 16), ('crisismerge', 64);

-- What SQL users may rely on.
CREATE VIEW deals_view AS
SELECT id, type, status, date, confidence, payers, payees, sellers,
       money, money_min, money_max, currency, money_qualifier, money_state, money_number,
       power, power_min, power_max, power_qualifier, power_state, power_number,
       stake, stake_min, stake_max, stake_qualifier, stake_state, stake_number, articles
FROM deals WHERE NOT rejected;

CREATE VIEW claims_view AS
SELECT c.id, c.deal, c.document, d.url, a.title, a.site, a.lang, a.published, c.type, c.status,
       c.date, c.confidence,
       (SELECT group_concat(p.role || ': ' || p.name, '; ') FROM (
          SELECT cp.role, p.name FROM claim_parties cp
          JOIN mentions m ON m.document = c.document AND m.n = cp.mention
          JOIN parties p ON p.key = m.party WHERE cp.claim = c.id ORDER BY cp.n) p) AS parties,
       money.value AS money, money.min AS money_min, money.max AS money_max, money.currency,
       money.qualifier AS money_qualifier, money.number AS money_number,
       power.value AS power, power.min AS power_min, power.max AS power_max,
       power.qualifier AS power_qualifier, power.number AS power_number,
       stake.value AS stake, stake.min AS stake_min, stake.max AS stake_max,
       stake.qualifier AS stake_qualifier, stake.number AS stake_number,
       e.text AS evidence, e.spans AS evidence_spans, c.rule
FROM claims c
JOIN documents d ON d.id = c.document
JOIN articles a ON a.document = c.document
LEFT JOIN mentions money ON money.document = c.document AND money.n = c.money
LEFT JOIN mentions power ON power.document = c.document AND power.n = c.power
LEFT JOIN mentions stake ON stake.document = c.document AND stake.n = c.stake
LEFT JOIN evidence e ON e.claim = c.id AND e.n = 1;

-- One row for each payer and payee of a deal.
CREATE VIEW money_flow AS
SELECT payer.name AS payer, payee.name AS payee, d.id AS deal, d.type, d.status, d.date,
       d.money, d.currency, d.money_number, d.power_number, d.articles
FROM deals d
JOIN deal_parties f ON f.deal = d.id AND f.role IN ('investor', 'acquirer', 'buyer', 'lessee',
     'lender', 'underwriter', 'developer', 'licensee')
JOIN parties payer ON payer.key = f.party
JOIN deal_parties t ON t.deal = d.id AND (t.role IN ('investee', 'target', 'lessor', 'borrower',
     'licensor') OR (t.role = 'seller' AND d.type = 'purchase')
     OR (t.role = 'partner' AND d.type = 'construction'))
JOIN parties payee ON payee.key = t.party
WHERE NOT d.rejected;
