-- Gold for candidate cases, taken from the cells of the tables as they were read, not from the readings' own values.
-- One cell a field: a figure put together from several cells, or a cell with several figures, proposes nothing.

-- name: candidate_rows
SELECT r.id, r.measure_id, r.measure, r.target_role, r.unit, r.target_unit, r.basis, r.rag, r.headline, r.objective,
       r.period_start, r.period_end, i.period_start AS report_start, i.period_end AS report_end, i.title,
       d.name AS document, r.locator, r.page, r.actual_value, r.target_value, r.target_period_start,
       (SELECT group_concat(c.value, '|') FROM reading_cells rc JOIN cells c
          ON c.table_id = rc.table_id AND c.row = rc.row AND c.col = rc.col
        WHERE rc.reading_id = r.id AND rc.field = 'actual') AS actual_cell,
       (SELECT group_concat(c.value, '|') FROM reading_cells rc JOIN cells c
          ON c.table_id = rc.table_id AND c.row = rc.row AND c.col = rc.col
        WHERE rc.reading_id = r.id AND rc.field = 'target') AS target_cell,
       (SELECT count(*) FROM readings o JOIN items oi ON oi.id = o.item_id JOIN documents od ON od.id = oi.document_id
        WHERE o.measure_id = r.measure_id AND o.period_end = r.period_end AND o.basis = r.basis AND o.superseded = 0
          AND od.status = 'held') AS rivals
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
JOIN tables t ON t.id = r.table_id
WHERE d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND t.status = 'ok'
ORDER BY i.period_end, d.name, r.ordinal
