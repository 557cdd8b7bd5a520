-- What the answering side reads. Superseded documents, exempt items and tables in review are left out here, once.

-- name: answer_items
SELECT i.id, i.document_id, i.ordinal, i.kind, i.title, i.body, i.area, i.period_start, i.period_end, i.period_label,
       i.period_words, i.meeting_date, i.meeting_words, i.rating_key, i.first_page, d.name AS document, d.ingested_at
FROM items i JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' AND i.exempt = 0
ORDER BY coalesce(i.period_end, i.meeting_date, ''), d.name, i.ordinal;

-- name: answer_measures
SELECT m.id, m.name, m.unit, m.kind, m.direction FROM measures m
WHERE EXISTS (SELECT 1 FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
              WHERE r.measure_id = m.id AND d.status = 'held' AND i.exempt = 0)
ORDER BY m.id;

-- name: answer_wordings
SELECT DISTINCT measure_id, measure AS wording, objective, objective_title, headline FROM readings;

-- name: answer_measure_periods
SELECT r.measure_id, r.item_id, r.period_start, r.period_end, r.basis, r.period_label, r.area, i.body
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' AND i.exempt = 0
ORDER BY r.measure_id, r.period_end;

-- name: answer_terms
SELECT t.item_id, t.acronym, t.expansion, t.passage_id, t.reading_id FROM terms t
JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' AND i.exempt = 0 ORDER BY i.period_end, i.id;

-- name: answer_sections
SELECT s.id, s.item_id, s.parent_id, s.ordinal, s.level, s.kind, s.number, s.title, s.objective, s.page
FROM sections s JOIN items i ON i.id = s.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' AND i.exempt = 0 ORDER BY i.period_end, s.item_id, s.ordinal;

-- name: readings_of_measure
SELECT r.*, i.title, i.body, i.meeting_date, i.period_end AS item_period_end, d.name AS document, t.status AS table_status
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
JOIN tables t ON t.id = r.table_id
WHERE r.measure_id = :measure_id AND r.superseded = 0 AND d.status = 'held' AND i.exempt = 0
ORDER BY coalesce(r.period_end, ''), coalesce(i.period_end, i.meeting_date, ''), r.ordinal;

-- name: readings_of_item
SELECT r.*, i.title, i.body, i.meeting_date, i.period_end AS item_period_end, d.name AS document, t.status AS table_status
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
JOIN tables t ON t.id = r.table_id
WHERE r.item_id = :item_id AND r.superseded = 0 AND d.status = 'held' AND i.exempt = 0
ORDER BY r.ordinal;

-- name: reading_by_id
SELECT r.*, i.title, i.body, i.meeting_date, i.period_end AS item_period_end, d.name AS document, t.status AS table_status
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
JOIN tables t ON t.id = r.table_id
WHERE r.id = :id AND d.status = 'held' AND i.exempt = 0;

-- name: findings_of_reading
SELECT f.* FROM findings f WHERE f.reading_id = :reading_id ORDER BY f.id;

-- name: findings_of_item
SELECT f.*, d.name AS document, i.title FROM findings f JOIN items i ON i.id = f.item_id
JOIN documents d ON d.id = i.document_id
WHERE f.item_id = :item_id AND d.status = 'held' AND i.exempt = 0
ORDER BY CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, f.id;

-- name: footnotes_of_item
SELECT f.mark, f.text, f.page, f.passage_id, p.locator, p.text AS passage_text FROM footnotes f
JOIN passages p ON p.id = f.passage_id WHERE f.item_id = :item_id ORDER BY f.id;

-- name: passage_place
SELECT p.id, p.item_id, p.section_id, p.kind, p.number, p.text, p.locator, p.page, p.own_page, p.parent_id, p.ocr,
       i.title, d.name AS document, i.period_end, i.meeting_date
FROM passages p JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id
WHERE p.id = :id AND d.status = 'held' AND i.exempt = 0;

-- name: passages_of_section
SELECT p.id, p.item_id, p.section_id, p.kind, p.number, p.text, p.locator, p.page, p.own_page, p.parent_id, p.ocr,
       i.title, d.name AS document, i.period_end, i.meeting_date
FROM passages p JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id
WHERE p.section_id = :section_id AND d.status = 'held' AND i.exempt = 0 ORDER BY p.ordinal;

-- name: tables_in_review
SELECT t.id, t.item_id, t.caption, t.page, t.locator, t.reason, t.kind, d.name AS document, i.title FROM tables t
JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id
WHERE t.status = 'review' AND d.status = 'held' AND i.exempt = 0 ORDER BY d.name, t.ordinal;

-- name: text_has_word
SELECT 1 AS found FROM passages_fts WHERE passages_fts MATCH :word LIMIT 1;

-- name: restatements_of_measure
SELECT f.* FROM findings f WHERE f.measure_id = :measure_id AND f.code = 'restated' ORDER BY f.id;

-- name: passages_printing
SELECT p.id, p.item_id, p.text, p.locator, p.page, i.title, d.name AS document
FROM passages_fts f JOIN passages p ON p.rowid = f.rowid JOIN items i ON i.id = p.item_id
JOIN documents d ON d.id = i.document_id
WHERE f.text MATCH :words AND d.status = 'held' AND i.exempt = 0 ORDER BY i.period_end DESC, p.ordinal LIMIT :k;

-- name: first_passage_of_item
SELECT id, locator, page, text FROM passages WHERE item_id = :item_id ORDER BY ordinal LIMIT 1;
