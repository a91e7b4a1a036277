-- Version 5 of the store's tables: how sure a claim is.

ALTER TABLE claims ADD COLUMN confidence REAL;  -- 0 to 1; NULL: read by an older version
