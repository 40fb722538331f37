CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX person_search ON person USING gin (search gin_trgm_ops);
CREATE INDEX message_search ON message USING gin (search gin_trgm_ops);
CREATE INDEX sales_order_search ON sales_order USING gin (search gin_trgm_ops);
CREATE INDEX invoice_search ON invoice USING gin (search gin_trgm_ops);
-- Names are compared byte by byte, as SQLite does, whatever the language of the database.
ALTER TABLE person ALTER COLUMN sort_key TYPE TEXT COLLATE "C";
ALTER TABLE organisation ALTER COLUMN name_key TYPE TEXT COLLATE "C";
