-- Version 4 of the store's tables: what an amount is the price of, and which one it converts.

ALTER TABLE mentions ADD COLUMN per TEXT;         -- "year", "share", "GW"; NULL: of nothing
ALTER TABLE mentions ADD COLUMN same_as INTEGER;  -- n of the mention of the same document
