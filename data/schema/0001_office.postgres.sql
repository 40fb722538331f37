CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX person_search ON person USING gin (search gin_trgm_ops);
