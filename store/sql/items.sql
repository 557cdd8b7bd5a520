-- Items and their sections. Superseded documents and exempt items are left out unless `:everything` is 1.

-- name: held_items
SELECT i.* FROM items i JOIN documents d ON d.id = i.document_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0))
  AND (:document IS NULL OR d.id = :document OR d.name = :document)
ORDER BY coalesce(i.period_end, i.meeting_date, ''), d.name, i.document_id, i.ordinal;

-- name: held_item
SELECT * FROM items WHERE id = :id;

-- name: held_sections
SELECT * FROM sections WHERE item_id = :item_id ORDER BY ordinal;

-- name: held_section
SELECT * FROM sections WHERE id = :id;

-- name: held_place_item
SELECT i.id, i.exempt FROM items i
WHERE i.id IN (SELECT item_id FROM passages WHERE id = :id UNION SELECT item_id FROM readings WHERE id = :id
               UNION SELECT item_id FROM tables WHERE id = :id UNION SELECT item_id FROM footnotes WHERE id = :id
               UNION SELECT p.item_id FROM sentences s JOIN passages p ON p.id = s.passage_id WHERE s.id = :id);

-- name: held_places_at
SELECT p.id FROM passages p JOIN items i ON i.id = p.item_id
WHERE i.document_id = :document_id AND i.exempt = 0 AND p.locator = :locator COLLATE NOCASE
UNION ALL SELECT r.id FROM readings r JOIN items i ON i.id = r.item_id
WHERE i.document_id = :document_id AND i.exempt = 0 AND r.locator = :locator COLLATE NOCASE
UNION ALL SELECT t.id FROM tables t JOIN items i ON i.id = t.item_id
WHERE i.document_id = :document_id AND i.exempt = 0 AND t.locator = :locator COLLATE NOCASE;

-- name: held_places_like
SELECT DISTINCT locator FROM (
  SELECT p.locator, p.ordinal FROM passages p JOIN items i ON i.id = p.item_id
  WHERE i.document_id = :document_id AND i.exempt = 0
  UNION ALL SELECT r.locator, r.ordinal FROM readings r JOIN items i ON i.id = r.item_id
  WHERE i.document_id = :document_id AND i.exempt = 0)
WHERE instr(lower(locator), lower(:locator)) OR instr(lower(:locator), lower(locator))
ORDER BY ordinal LIMIT 5;
