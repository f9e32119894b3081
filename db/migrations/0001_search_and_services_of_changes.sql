CREATE VIRTUAL TABLE `change_fts` USING fts5(ref, title, description, justification, work_items, content='change', content_rowid='n', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `change_fts_insert` AFTER INSERT ON `change` BEGIN
  INSERT INTO change_fts(rowid, ref, title, description, justification, work_items)
  VALUES (new.n, new.ref, new.title, new.description, new.justification, new.work_items);
END;
--> statement-breakpoint
CREATE TRIGGER `change_fts_update` AFTER UPDATE OF ref, title, description, justification, work_items ON `change` BEGIN
  INSERT INTO change_fts(change_fts, rowid, ref, title, description, justification, work_items)
  VALUES ('delete', old.n, old.ref, old.title, old.description, old.justification, old.work_items);
  INSERT INTO change_fts(rowid, ref, title, description, justification, work_items)
  VALUES (new.n, new.ref, new.title, new.description, new.justification, new.work_items);
END;
--> statement-breakpoint
CREATE TABLE `change_service` (
  `service_id` text NOT NULL,
  `n` integer NOT NULL,
  PRIMARY KEY(`service_id`, `n`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `change_service_insert` AFTER INSERT ON `change` WHEN new.service_ids <> '[]' BEGIN
  INSERT OR IGNORE INTO change_service(service_id, n) SELECT value, new.n FROM json_each(new.service_ids);
END;
--> statement-breakpoint
CREATE TRIGGER `change_service_update` AFTER UPDATE OF service_ids ON `change` BEGIN
  DELETE FROM change_service WHERE n = new.n AND service_id IN (SELECT value FROM json_each(old.service_ids));
  INSERT OR IGNORE INTO change_service(service_id, n) SELECT value, new.n FROM json_each(new.service_ids);
END;
--> statement-breakpoint
INSERT INTO change_fts(change_fts) VALUES ('rebuild');
--> statement-breakpoint
INSERT OR IGNORE INTO change_service(service_id, n) SELECT json_each.value, change.n FROM change, json_each(change.service_ids);
