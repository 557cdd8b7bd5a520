-- Passages, their sentences, footnotes and acronyms.

-- name: held_passages
SELECT * FROM passages WHERE item_id = :item_id ORDER BY ordinal;

-- name: held_passage
SELECT * FROM passages WHERE id = :id;

-- name: held_bullets
SELECT * FROM passages WHERE parent_id = :id ORDER BY ordinal;

-- name: held_sentences
SELECT s.* FROM sentences s JOIN passages p ON p.id = s.passage_id WHERE p.item_id = :item_id
ORDER BY p.ordinal, s.ordinal;

-- name: held_sentences_of_passage
SELECT * FROM sentences WHERE passage_id = :passage_id ORDER BY ordinal;

-- name: held_sentence
SELECT * FROM sentences WHERE id = :id;

-- name: held_footnotes
SELECT f.* FROM footnotes f WHERE f.item_id = :item_id ORDER BY f.rowid;

-- name: held_footnote
SELECT * FROM footnotes WHERE id = :id;

-- name: held_terms
SELECT t.* FROM terms t JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0)) AND (:item_id IS NULL OR t.item_id = :item_id)
ORDER BY t.acronym, t.item_id;

-- name: held_embeddable
SELECT s.id, s.text, s.passage_id, p.item_id, i.document_id, i.period_end, c.title AS heading, lead.text AS lead
FROM sentences s JOIN passages p ON p.id = s.passage_id JOIN items i ON i.id = p.item_id
LEFT JOIN sections c ON c.id = p.section_id LEFT JOIN passages lead ON lead.id = p.parent_id
WHERE i.document_id = :document_id AND i.exempt = 0 AND p.kind IN ('paragraph', 'bullet', 'contact', 'footnote')
ORDER BY p.item_id, p.ordinal, s.ordinal;

-- name: held_embeddable_count
SELECT count(*) AS n FROM sentences s JOIN passages p ON p.id = s.passage_id JOIN items i ON i.id = p.item_id
JOIN documents d ON d.id = i.document_id LEFT JOIN vectors v ON v.document_id = d.id AND v.fingerprint = :fingerprint
WHERE v.document_id IS NULL AND d.status = 'held' AND i.exempt = 0
  AND p.kind IN ('paragraph', 'bullet', 'contact', 'footnote');

-- name: held_embeddable_ids
SELECT s.id, d.id AS document_id FROM sentences s JOIN passages p ON p.id = s.passage_id
JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id
JOIN vectors v ON v.document_id = d.id AND v.fingerprint = :fingerprint
WHERE d.status = 'held' AND i.exempt = 0 AND p.kind IN ('paragraph', 'bullet', 'contact', 'footnote');

-- name: held_vector_rows
SELECT v.document_id, v.fingerprint, v.sentences, d.id AS held, d.name FROM vectors v
LEFT JOIN documents d ON d.id = v.document_id AND d.status = 'held' ORDER BY v.document_id;

-- name: held_unindexed
SELECT d.id, d.name FROM documents d LEFT JOIN vectors v ON v.document_id = d.id AND v.fingerprint = :fingerprint
WHERE v.document_id IS NULL AND d.status = 'held' ORDER BY d.ingested_at, d.id;

-- name: held_verbatim
SELECT s.id, s.start, s.end, s.text, p.text AS passage FROM sentences s JOIN passages p ON p.id = s.passage_id;

-- name: held_spans
SELECT id, item_id, text, char_start, char_end FROM passages ORDER BY item_id, char_start;
