-- Queries of the evaluation: what stands behind a citation, and what a store holds.

-- name: passage_words
SELECT p.text AS words, d.id AS document_id, d.name AS document
FROM passages p JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id WHERE p.id = :id

-- name: row_words
SELECT r.quote AS words, d.id AS document_id, d.name AS document
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id WHERE r.id = :id

-- name: data_words
SELECT o.quote AS words, d.name AS document FROM observations o JOIN datasets s ON s.id = o.dataset_id
JOIN documents d ON d.id = s.document_id
WHERE o.dataset_id = :dataset_id AND o.row IN (SELECT value FROM json_each(:rows)) GROUP BY o.row ORDER BY o.row

-- name: original_text
SELECT o.content FROM originals o JOIN documents d ON d.id = o.document_id
WHERE d.id = :document_id AND d.media_type = 'text/plain'

-- name: passage_places
SELECT p.id, d.name AS document, p.locator, p.page
FROM passages p JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id
WHERE p.id IN (SELECT value FROM json_each(:ids))

-- name: document_names
SELECT name, sha256 FROM documents WHERE status = 'held' ORDER BY name, sha256

-- name: content_items
SELECT d.name, i.ordinal, i.title, i.area, i.period_start, i.period_end, i.meeting_date, i.exempt, d.status
FROM items i JOIN documents d ON d.id = i.document_id ORDER BY i.id

-- name: content_readings
SELECT id, measure_id, measure, objective, headline, overall_target, target_ytd, actual_ytd, target_value, actual_value,
       unit, target_unit, target_role, direction, period_start, period_end, basis, area, rag, rag_source, comment,
       footnotes, locator, quote, values_differ, superseded FROM readings ORDER BY id

-- name: content_passages
SELECT id, kind, text, locator, page FROM passages ORDER BY id

-- name: content_findings
SELECT id, code, severity, text, locator, quotes FROM findings ORDER BY id

-- name: content_cells
SELECT table_id, row, col, text, value, unit FROM cells ORDER BY table_id, row, col

-- name: content_observations
SELECT dataset_id, row, col, period_start, period_end, basis, area, value, unit, quote FROM observations
ORDER BY dataset_id, row, col

-- name: datasets_held
SELECT count(*) AS n FROM datasets

-- name: vector_marks
SELECT DISTINCT fingerprint FROM vectors ORDER BY fingerprint

-- name: measure_names
SELECT DISTINCT r.measure FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' ORDER BY r.measure
