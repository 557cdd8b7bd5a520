-- Templates for the app's own pages. Used by assistant.present.

-- name: page_measure_counts
SELECT m.id, m.name, m.unit, m.direction, count(r.id) AS readings, max(r.period_end) AS last_period
FROM measures m JOIN readings r ON r.measure_id = m.id JOIN items i ON i.id = r.item_id
JOIN documents d ON d.id = i.document_id JOIN tables t ON t.id = r.table_id
WHERE d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND t.status = 'ok'
GROUP BY m.id ORDER BY m.name, m.id

-- name: page_measured_items
SELECT i.id, i.title, i.period_label, i.period_end, d.name AS document, count(r.id) AS readings
FROM items i JOIN documents d ON d.id = i.document_id JOIN readings r ON r.item_id = i.id JOIN tables t ON t.id = r.table_id
WHERE d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND t.status = 'ok'
GROUP BY i.id ORDER BY coalesce(i.period_end, i.meeting_date, '') DESC, d.name, i.ordinal

-- name: page_narrative
SELECT p.id, p.text, p.locator, p.page, i.title, i.period_label, d.name AS document, f.rank AS score
FROM (SELECT rowid, rank FROM passages_fts WHERE passages_fts MATCH :match ORDER BY rank LIMIT :most) f
JOIN passages p ON p.rowid = f.rowid JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' AND i.exempt = 0 AND p.kind IN ('paragraph', 'bullet')
ORDER BY coalesce(i.period_end, i.meeting_date, '') DESC, f.rank

-- name: page_documents
SELECT d.id, d.name, d.title, d.media_type, d.pages, d.size, d.ingested_at, d.status, d.notes, d.supersedes,
  (SELECT group_concat(period_label, '; ') FROM (SELECT DISTINCT i.period_label FROM items i
    WHERE i.document_id = d.id AND i.period_label <> '' ORDER BY i.ordinal LIMIT 3)) AS periods,
  (SELECT min(i.meeting_date) FROM items i WHERE i.document_id = d.id) AS meeting_date,
  (SELECT count(*) FROM items i WHERE i.document_id = d.id) AS items,
  (SELECT count(*) FROM passages p JOIN items i ON i.id = p.item_id WHERE i.document_id = d.id) AS passages,
  (SELECT count(*) FROM tables t JOIN items i ON i.id = t.item_id WHERE i.document_id = d.id) AS tables,
  (SELECT count(*) FROM tables t JOIN items i ON i.id = t.item_id
    WHERE i.document_id = d.id AND t.status = 'review') AS tables_in_review,
  (SELECT count(*) FROM readings r JOIN items i ON i.id = r.item_id WHERE i.document_id = d.id) AS readings,
  (SELECT count(*) FROM findings f JOIN items i ON i.id = f.item_id WHERE i.document_id = d.id) AS findings
FROM documents d WHERE :document = '' OR d.name = :document OR d.id = :document
ORDER BY coalesce((SELECT max(i.period_end) FROM items i WHERE i.document_id = d.id), '') DESC, d.name

-- name: page_readings_of_document
SELECT r.id, r.measure, r.measure_id, r.overall_target, r.target_ytd, r.actual_ytd, r.rag, r.comment, r.locator, r.page,
       r.superseded, r.table_id, t.status AS table_status, r.values_differ
FROM readings r JOIN items i ON i.id = r.item_id JOIN tables t ON t.id = r.table_id
WHERE i.document_id = :document_id ORDER BY i.ordinal, r.ordinal

-- name: page_generation
SELECT count(*) AS documents, coalesce(max(ingested_at), '') AS latest, coalesce(sum(status = 'held'), 0) AS held
FROM documents
