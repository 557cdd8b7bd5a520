-- Templates for showing a cited place in its document. Used by assistant.present.places.

-- name: place_document
SELECT id, name, title, media_type, pages, status FROM documents WHERE id = :document OR name = :document
ORDER BY status = 'held' DESC, ingested_at DESC LIMIT 1

-- name: place_original
SELECT content FROM originals WHERE document_id = :document_id

-- name: place_passage
SELECT p.id, p.item_id, p.section_id, p.ordinal, p.kind, p.number, p.text, p.locator, p.page, p.own_page, p.boxes,
       p.ocr, p.parent_id, i.title AS item_title, i.meeting_date, i.period_label AS item_period, i.document_id, d.name AS document, d.media_type, d.pages
FROM passages p JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id WHERE p.id = :id

-- name: place_footnote
SELECT passage_id FROM footnotes WHERE id = :id

-- name: place_sentence
SELECT passage_id, start, end FROM sentences WHERE id = :id

-- name: place_reading
SELECT r.id, r.table_id, r.row, r.measure, r.measure_id, r.locator, r.page, r.quote, i.title AS item_title,
       i.meeting_date, i.period_label AS item_period, i.document_id, d.name AS document, d.media_type, d.pages
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id WHERE r.id = :id

-- name: place_table
SELECT t.id, t.caption, t.page, t.locator, t.n_rows, t.n_cols, t.header_rows, t.kind, t.status, t.reason,
       t.section_id, i.title AS item_title, i.meeting_date, i.period_label AS item_period, i.document_id, d.name AS document, d.media_type, d.pages
FROM tables t JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id WHERE t.id = :id

-- name: place_cells
SELECT row, col, raw, text, header, covered, page, box FROM cells
WHERE table_id = :table_id AND (header = 1 OR row BETWEEN :first AND :last) ORDER BY row, col

-- name: place_neighbours
SELECT id, kind, number, text FROM passages
WHERE item_id = :item_id AND ordinal BETWEEN :first AND :last AND section_id IS :section_id ORDER BY ordinal

-- name: place_sections
WITH RECURSIVE up(id, parent_id, number, title, depth) AS (
  SELECT id, parent_id, number, title, 0 FROM sections WHERE id = :section_id
  UNION ALL SELECT s.id, s.parent_id, s.number, s.title, up.depth + 1 FROM sections s JOIN up ON s.id = up.parent_id
  WHERE up.depth < 30)
SELECT number, title FROM up ORDER BY depth DESC
