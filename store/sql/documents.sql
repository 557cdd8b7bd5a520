-- What is held. `:everything` = 1 adds superseded documents; a question never asks for those.

-- name: held_documents
SELECT * FROM documents d WHERE :everything OR d.status = 'held'
ORDER BY coalesce((SELECT max(i.period_end) FROM items i WHERE i.document_id = d.id), ''), d.name, d.ingested_at;

-- name: held_document
SELECT * FROM documents WHERE id = :document OR name = :document
ORDER BY (id = :document) DESC, (status = 'held') DESC, ingested_at DESC LIMIT 1;

-- name: held_document_of_hash
SELECT * FROM documents WHERE sha256 = :sha256;

-- name: held_document_rows
SELECT d.id, d.name AS document, d.title, d.media_type, d.reader, d.pages, d.size, d.ingested_at, d.status, d.supersedes,
       d.notes, d.sha256,
       (SELECT count(*) FROM items i WHERE i.document_id = d.id) AS items,
       (SELECT count(*) FROM passages p JOIN items i ON i.id = p.item_id WHERE i.document_id = d.id) AS passages,
       (SELECT count(*) FROM tables t JOIN items i ON i.id = t.item_id WHERE i.document_id = d.id) AS tables,
       (SELECT count(*) FROM readings r JOIN items i ON i.id = r.item_id WHERE i.document_id = d.id) AS measures,
       (SELECT count(*) FROM findings f JOIN items i ON i.id = f.item_id WHERE i.document_id = d.id) AS findings
FROM documents d
WHERE (:everything OR d.status = 'held') AND (:document IS NULL OR d.id = :document OR d.name = :document)
ORDER BY coalesce((SELECT max(i.period_end) FROM items i WHERE i.document_id = d.id), ''), d.name, d.ingested_at;

-- name: held_original
SELECT content FROM originals WHERE document_id = :document_id;

-- name: held_ledger
SELECT * FROM ledger WHERE document_id = :document_id ORDER BY ordinal;

-- name: held_actions
SELECT * FROM actions ORDER BY id;
