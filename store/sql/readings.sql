-- Readings: one printed row of a measures table each. The defaults leave out what no answer may use:
-- superseded documents, exempt items, and tables in review or set aside (`:everything` = 1 keeps them).

-- name: held_readings
SELECT r.* FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
JOIN tables t ON t.id = r.table_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND t.status = 'ok'))
  AND (:document IS NULL OR d.id = :document OR d.name = :document)
  AND (:item_id IS NULL OR r.item_id = :item_id) AND (:measure_id IS NULL OR r.measure_id = :measure_id)
  AND (:objective IS NULL OR r.objective = :objective) AND (:headline IS NULL OR r.headline = :headline)
  AND (:rag IS NULL OR r.rag = :rag) AND (:area IS NULL OR r.area = :area COLLATE NOCASE)
  AND (:first IS NULL OR (r.period_start <= :last AND r.period_end >= :first))
ORDER BY coalesce(r.period_end, i.period_end, ''), d.name, r.item_id, r.ordinal;

-- name: held_reading
SELECT * FROM readings WHERE id = :id;

-- name: held_reading_cells
SELECT * FROM reading_cells WHERE reading_id = :reading_id ORDER BY row, col, field;

-- name: held_measure_rows
SELECT r.*, d.name AS document, i.title AS item_title,
       (SELECT json_group_array(code) FROM (SELECT DISTINCT f.code FROM findings f
        WHERE f.reading_id = r.id ORDER BY f.code)) AS finding_codes,
       (SELECT json_group_array(json_object('decision', decision, 'field', field, 'printed', printed,
          'corrected', corrected, 'at', at, 'why', why, 'kind', kind)) FROM (SELECT v.* FROM reviews v
        WHERE v.target IN (r.id, r.table_id) AND v.withdrawn_at IS NULL ORDER BY v.id)) AS keeper_notes
FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
JOIN tables t ON t.id = r.table_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND t.status = 'ok'))
  AND (:document IS NULL OR d.id = :document OR d.name = :document)
  AND (:measure_id IS NULL OR r.measure_id = :measure_id)
  AND (:objective IS NULL OR r.objective = :objective) AND (:headline IS NULL OR r.headline = :headline)
  AND (:rag IS NULL OR coalesce(r.rag, '-') = :rag) AND (:area IS NULL OR r.area = :area COLLATE NOCASE)
  AND (:first IS NULL OR (r.period_start <= :last AND r.period_end >= :first))
ORDER BY coalesce(r.period_end, i.period_end, ''), d.name, r.item_id, r.ordinal;
