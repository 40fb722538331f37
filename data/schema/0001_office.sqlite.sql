CREATE VIRTUAL TABLE person_fts USING fts5 (search, content = 'person', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER person_fts_insert AFTER INSERT ON person BEGIN
	INSERT INTO person_fts (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER person_fts_delete AFTER DELETE ON person BEGIN
	INSERT INTO person_fts (person_fts, rowid, search) VALUES ('delete', old.id, old.search);
END;
CREATE TRIGGER person_fts_update AFTER UPDATE OF search ON person WHEN new.search <> old.search BEGIN
	INSERT INTO person_fts (person_fts, rowid, search) VALUES ('delete', old.id, old.search);
	INSERT INTO person_fts (rowid, search) VALUES (new.id, new.search);
END;
CREATE VIRTUAL TABLE message_fts USING fts5 (search, content = 'message', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER message_fts_insert AFTER INSERT ON message BEGIN
	INSERT INTO message_fts (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER message_fts_delete AFTER DELETE ON message BEGIN
	INSERT INTO message_fts (message_fts, rowid, search) VALUES ('delete', old.id, old.search);
END;
CREATE TRIGGER message_fts_update AFTER UPDATE OF search ON message WHEN new.search <> old.search BEGIN
	INSERT INTO message_fts (message_fts, rowid, search) VALUES ('delete', old.id, old.search);
	INSERT INTO message_fts (rowid, search) VALUES (new.id, new.search);
END;
