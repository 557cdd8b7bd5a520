-- Templates for narrative questions: passages, their sentences and their surroundings.

-- name: narrative_items
SELECT i.id, i.document_id, d.name AS document, i.kind, i.title, coalesce(i.body, '') AS body,
       coalesce(i.area, '') AS area, i.period_start, i.period_end, coalesce(i.period_label, '') AS period_label,
       i.meeting_date, i.rating_key, coalesce(i.period_end, i.meeting_date, '') AS day,
       min(p.rowid) AS low, max(p.rowid) AS high, count(p.id) AS passages
FROM items i JOIN documents d ON d.id = i.document_id JOIN passages p ON p.item_id = i.id
WHERE d.status = 'held' AND i.exempt = 0
GROUP BY i.id
ORDER BY day DESC, i.id

-- name: narrative_frequency
SELECT count(*) AS n FROM passages_fts WHERE passages_fts MATCH :match

-- name: narrative_search
SELECT p.id, p.item_id, p.kind, p.section_id, f.rank AS score
FROM (SELECT rowid, rank FROM passages_fts
      WHERE passages_fts MATCH :match AND rowid BETWEEN :low AND :high
      ORDER BY rank LIMIT :k) f
JOIN passages p ON p.rowid = f.rowid
ORDER BY f.rank

-- name: narrative_homes
SELECT s.id, s.passage_id, p.item_id, p.kind, p.section_id
FROM sentences s JOIN passages p ON p.id = s.passage_id
WHERE s.id IN (SELECT value FROM json_each(:ids))

-- name: narrative_passages
SELECT p.id, p.item_id, p.section_id, p.ordinal, p.kind, p.number, p.text, p.locator, p.page, p.parent_id
FROM passages p
WHERE p.id IN (SELECT value FROM json_each(:ids))

-- name: narrative_sentences
SELECT s.id, s.passage_id, s.ordinal, s.start, s."end" AS stop, s.text
FROM sentences s
WHERE s.passage_id IN (SELECT value FROM json_each(:ids))
ORDER BY s.passage_id, s.ordinal

-- name: narrative_children
SELECT p.id, p.item_id, p.parent_id, p.ordinal FROM passages p
WHERE p.parent_id IN (SELECT value FROM json_each(:ids))
ORDER BY p.parent_id, p.ordinal

-- name: narrative_section_passages
SELECT p.id, p.item_id, p.section_id, p.ordinal, p.kind FROM passages p
WHERE p.section_id IN (SELECT value FROM json_each(:ids))
ORDER BY p.item_id, p.ordinal
LIMIT :k

-- name: narrative_item_passages
SELECT p.id, p.item_id, p.section_id, p.ordinal, p.kind FROM passages p
WHERE p.item_id = :item
ORDER BY p.ordinal

-- name: narrative_sections
SELECT s.id, s.parent_id, s.ordinal, s.level, s.kind, s.number, s.title, s.objective, s.page
FROM sections s WHERE s.item_id = :item ORDER BY s.ordinal

-- name: narrative_terms
SELECT t.item_id, t.acronym, t.expansion, t.passage_id, t.reading_id
FROM terms t JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' AND i.exempt = 0

-- name: narrative_kind
SELECT p.id, p.item_id, p.ordinal FROM passages p WHERE p.item_id = :item AND p.kind = :kind ORDER BY p.ordinal

-- name: narrative_reading
SELECT r.id, r.item_id, r.locator, r.page, r.quote FROM readings r WHERE r.id = :id

-- name: narrative_footnote
SELECT f.id, f.item_id, f.text, f.passage_id FROM footnotes f WHERE f.passage_id = :passage
