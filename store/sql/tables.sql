-- Tables and their cells as printed.

-- name: held_tables
SELECT t.* FROM tables t JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0)) AND (:item_id IS NULL OR t.item_id = :item_id)
  AND (:document IS NULL OR d.id = :document OR d.name = :document) AND (:status IS NULL OR t.status = :status)
ORDER BY coalesce(i.period_end, ''), d.name, i.ordinal, t.ordinal;

-- name: held_table
SELECT * FROM tables WHERE id = :id;

-- name: held_cells
SELECT * FROM cells WHERE table_id = :table_id ORDER BY row, col;

-- name: held_table_rows
SELECT t.id, d.name AS document, i.title AS item_title, t.kind, t.caption, t.page, t.locator, t.n_rows, t.n_cols,
       t.header_rows, t.status, t.reason,
       (SELECT count(*) FROM cells c WHERE c.table_id = t.id AND c.value IS NOT NULL) AS figures
FROM tables t JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0))
  AND (:document IS NULL OR d.id = :document OR d.name = :document) AND (:status IS NULL OR t.status = :status)
  AND (:kind IS NULL OR t.kind = :kind)
ORDER BY coalesce(i.period_end, ''), d.name, i.ordinal, t.ordinal;
