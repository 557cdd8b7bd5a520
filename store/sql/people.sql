-- What people noted: reviews, reported answers, kept conversations. Used by store.review, store.feedback,
-- store.conversations.

-- name: reviews_of_target
SELECT * FROM reviews WHERE target = :target ORDER BY id

-- name: reviews_of_document
SELECT * FROM reviews WHERE document = :document ORDER BY id

-- name: review_targets
SELECT target, decision, corrected, field, printed, who, at, why FROM reviews
WHERE withdrawn_at IS NULL AND target IN (SELECT value FROM json_each(:targets)) ORDER BY id

-- name: feedback_queue
SELECT * FROM feedback WHERE :status = '' OR status = :status ORDER BY at, id

-- name: feedback_count
SELECT count(*) AS n FROM feedback WHERE status = 'open'

-- name: conversation
SELECT id, at, expires, who, turns FROM conversations WHERE id = :id AND expires > :now

-- name: any_note
SELECT 1 AS found FROM reviews WHERE withdrawn_at IS NULL AND kind IN ('reading', 'table') LIMIT 1

-- name: notes_on_readings
WITH noted AS (
  SELECT v.id AS note, v.at, v.why, v.kind, v.decision, v.field, v.printed, v.corrected, r.id AS reading_id, r.table_id
  FROM reviews v JOIN readings r ON r.id = v.target WHERE v.kind = 'reading' AND v.withdrawn_at IS NULL
  UNION ALL
  SELECT v.id, v.at, v.why, v.kind, v.decision, v.field, v.printed, v.corrected, r.id, t.id
  FROM reviews v JOIN tables t ON t.id = v.target
  LEFT JOIN readings r ON r.item_id = t.item_id AND r.table_id = t.id
  WHERE v.kind = 'table' AND v.withdrawn_at IS NULL)
SELECT n.*, t.item_id, t.locator AS table_locator, d.name AS document, i.title, r.measure, r.measure_id, r.row,
       r.period_start, r.period_end, r.period_label, r.locator, coalesce(r.page, t.page) AS page
FROM noted n JOIN tables t ON t.id = n.table_id JOIN items i ON i.id = t.item_id
JOIN documents d ON d.id = i.document_id LEFT JOIN readings r ON r.id = n.reading_id
WHERE d.status = 'held' AND i.exempt = 0 AND (:note IS NULL OR n.note = :note)
ORDER BY n.note, r.ordinal;

-- name: note_on_finding
SELECT v.id AS note, v.at, v.why, v.kind, v.decision, v.field, v.printed, v.corrected, f.locator, d.name AS document,
       i.title, coalesce(f.reading_id, json_extract(f.evidence, '$[0]')) AS place, (SELECT r.page FROM readings r WHERE r.id = f.reading_id) AS page
FROM reviews v JOIN findings f ON f.id = v.target JOIN items i ON i.id = f.item_id
JOIN documents d ON d.id = i.document_id
WHERE v.kind = 'finding' AND v.withdrawn_at IS NULL AND d.status = 'held' AND i.exempt = 0
  AND (f.id = :finding OR v.id = :note)
ORDER BY v.id DESC LIMIT 1;

-- name: readings_cited
SELECT r.id, r.measure_id, r.item_id, r.table_id, r.row, r.quote FROM readings r
WHERE r.id IN (SELECT value FROM json_each(:ids))
UNION
SELECT r.id, r.measure_id, r.item_id, r.table_id, r.row, r.quote
FROM documents d JOIN items i ON i.document_id = d.id JOIN readings r ON r.item_id = i.id
WHERE d.status = 'held' AND (d.name, r.quote) IN (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:quotes))
