-- Version 3 of the store's tables: which articles are nearly the same text.

-- 64 bits as a signed number (normalize/fingerprint.h); NULL: too short a text, or read before this
-- version.
ALTER TABLE articles ADD COLUMN fingerprint INTEGER;

-- Of two fingerprints that differ in three bits, four parts cannot all differ.
CREATE INDEX articles_by_fingerprint_1 ON articles (fingerprint & 0xFFFF);
CREATE INDEX articles_by_fingerprint_2 ON articles (fingerprint >> 16 & 0xFFFF);
CREATE INDEX articles_by_fingerprint_3 ON articles (fingerprint >> 32 & 0xFFFF);
CREATE INDEX articles_by_fingerprint_4 ON articles (fingerprint >> 48 & 0xFFFF);

-- All pairs of articles within three bits, each both ways. Ask for one document at a time:
-- WHERE document = ?
CREATE VIEW near_duplicates (document, other, distance) AS
WITH pairs AS (
  SELECT a.document, b.document AS other,
         (a.fingerprint | b.fingerprint) - (a.fingerprint & b.fingerprint) AS bits  -- exclusive or
  FROM articles a JOIN articles b
    ON (a.fingerprint       & 0xFFFF) = (b.fingerprint       & 0xFFFF)
    OR (a.fingerprint >> 16 & 0xFFFF) = (b.fingerprint >> 16 & 0xFFFF)
    OR (a.fingerprint >> 32 & 0xFFFF) = (b.fingerprint >> 32 & 0xFFFF)
    OR (a.fingerprint >> 48 & 0xFFFF) = (b.fingerprint >> 48 & 0xFFFF)
  WHERE a.document <> b.document
), distances AS (
  -- Each byte of the sum counts its own ones; 256 is 1 modulo 255, so the remainder is their sum.
  SELECT document, other,
         ((bits      & 0x0101010101010101) + (bits >> 1 & 0x0101010101010101)
        + (bits >> 2 & 0x0101010101010101) + (bits >> 3 & 0x0101010101010101)
        + (bits >> 4 & 0x0101010101010101) + (bits >> 5 & 0x0101010101010101)
        + (bits >> 6 & 0x0101010101010101) + (bits >> 7 & 0x0101010101010101)) % 255 AS distance
  FROM pairs
)
SELECT document, other, distance FROM distances WHERE distance <= 3;
