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
