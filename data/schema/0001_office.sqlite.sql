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
CREATE VIRTUAL TABLE sales_order_fts USING fts5 (search, content = 'sales_order', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER sales_order_fts_insert AFTER INSERT ON sales_order BEGIN
	INSERT INTO sales_order_fts (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER sales_order_fts_delete AFTER DELETE ON sales_order BEGIN
	INSERT INTO sales_order_fts (sales_order_fts, rowid, search) VALUES ('delete', old.id, old.search);
END;
CREATE TRIGGER sales_order_fts_update AFTER UPDATE OF search ON sales_order WHEN new.search <> old.search BEGIN
	INSERT INTO sales_order_fts (sales_order_fts, rowid, search) VALUES ('delete', old.id, old.search);
	INSERT INTO sales_order_fts (rowid, search) VALUES (new.id, new.search);
END;
CREATE VIRTUAL TABLE invoice_fts USING fts5 (search, content = 'invoice', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER invoice_fts_insert AFTER INSERT ON invoice BEGIN
	INSERT INTO invoice_fts (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER invoice_fts_delete AFTER DELETE ON invoice BEGIN
	INSERT INTO invoice_fts (invoice_fts, rowid, search) VALUES ('delete', old.id, old.search);
END;
CREATE TRIGGER invoice_fts_update AFTER UPDATE OF search ON invoice WHEN new.search <> old.search BEGIN
	INSERT INTO invoice_fts (invoice_fts, rowid, search) VALUES ('delete', old.id, old.search);
	INSERT INTO invoice_fts (rowid, search) VALUES (new.id, new.search);
END;
