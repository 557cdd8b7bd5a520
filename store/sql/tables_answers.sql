-- Cells of tables from which questions are answered: budgets, workforce, surveys, commissioning, and the columns of
-- measures tables that are no reading's actual or comparator. Tables in review and exempt items are left out here.

-- name: answer_table_cells
SELECT c.table_id, c.row, c.col, c.raw, c.text, c.row_path, c.col_path, c.value, c.unit, c.scale,
       c.period_start, c.period_end, c.page, t.item_id, t.caption, t.locator, t.kind, t.header_rows, s.title AS section,
       r.measure, r.id AS reading_id
FROM cells c JOIN tables t ON t.id = c.table_id JOIN items i ON i.id = t.item_id JOIN documents d ON d.id = i.document_id
LEFT JOIN sections s ON s.id = t.section_id
LEFT JOIN readings r ON r.table_id = c.table_id AND r.row = c.row AND r.superseded = 0
WHERE d.status = 'held' AND i.exempt = 0 AND t.status = 'ok' AND c.header = 0
  AND (t.kind = 'data' OR t.kind = 'measures' AND c.text <> '' AND (c.table_id, c.row, c.col) IN (
       SELECT rc.table_id, rc.row, rc.col FROM reading_cells rc WHERE rc.field = 'other'))
ORDER BY t.item_id, t.ordinal, c.row, c.col;

-- name: table_row_cells
SELECT c.raw, c.covered FROM cells c JOIN tables t ON t.id = c.table_id JOIN items i ON i.id = t.item_id
JOIN documents d ON d.id = i.document_id
WHERE c.table_id = :table_id AND c.row = :row AND t.status = 'ok' AND d.status = 'held' AND i.exempt = 0
  AND d.name = :document
ORDER BY c.col;

-- name: table_row_place
SELECT p.locator, p.page FROM passages p JOIN tables t ON t.item_id = p.item_id
WHERE t.id = :table_id AND p.kind = 'table_text' AND p.text = :quote
UNION ALL
SELECT r.locator, r.page FROM readings r WHERE r.table_id = :table_id AND r.row = :row
LIMIT 2;
