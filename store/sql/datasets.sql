-- Performance data: what is held, and observations by area or by member. Superseded documents are left out. The
-- index is named where SQLite would rather go through all rows of a dataset to have them in order.

-- name: datasets_held
SELECT s.*, d.name AS document, i.title AS item_title, i.period_start, i.period_end, i.period_label, i.area
FROM datasets s JOIN documents d ON d.id = s.document_id JOIN items i ON i.id = s.item_id
WHERE d.status = 'held' AND i.exempt = 0 ORDER BY i.period_end, s.id;

-- name: dataset_members_of
SELECT dimension, value, n FROM dataset_members WHERE dataset_id = :dataset_id ORDER BY dimension, value;

-- name: dataset_periods
SELECT DISTINCT period_start, period_end, period_label, basis FROM observations WHERE dataset_id = :dataset_id
ORDER BY period_start, period_end;

-- name: dataset_units
SELECT DISTINCT unit FROM observations WHERE dataset_id = :dataset_id AND value IS NOT NULL;

-- name: dataset_place
SELECT s.id, s.title, s.header, s.header_row, d.name AS document FROM datasets s JOIN documents d ON d.id = s.document_id
JOIN items i ON i.id = s.item_id WHERE s.id = :id AND d.status = 'held' AND i.exempt = 0;

-- name: observation_quotes
SELECT DISTINCT row, quote FROM observations
WHERE dataset_id = :dataset_id AND row IN (SELECT value FROM json_each(:rows)) ORDER BY row;

-- name: observations_by_area
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_dataset_id_area_period_start
WHERE dataset_id = :dataset_id AND area IN (SELECT value FROM json_each(:areas))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d1
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d1
WHERE dataset_id = :dataset_id AND d1 IS NOT NULL AND d1 IN (SELECT value FROM json_each(:d1))
  AND period_start >= :start AND period_end <= :end
  AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d2
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d2
WHERE dataset_id = :dataset_id AND d2 IS NOT NULL AND d2 IN (SELECT value FROM json_each(:d2))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d3
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d3
WHERE dataset_id = :dataset_id AND d3 IS NOT NULL AND d3 IN (SELECT value FROM json_each(:d3))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d4
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d4
WHERE dataset_id = :dataset_id AND d4 IS NOT NULL AND d4 IN (SELECT value FROM json_each(:d4))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d5
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d5
WHERE dataset_id = :dataset_id AND d5 IS NOT NULL AND d5 IN (SELECT value FROM json_each(:d5))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d6
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d6
WHERE dataset_id = :dataset_id AND d6 IS NOT NULL AND d6 IN (SELECT value FROM json_each(:d6))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d7
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d7
WHERE dataset_id = :dataset_id AND d7 IS NOT NULL AND d7 IN (SELECT value FROM json_each(:d7))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_by_d8
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations INDEXED BY idx_observations_d8
WHERE dataset_id = :dataset_id AND d8 IS NOT NULL AND d8 IN (SELECT value FROM json_each(:d8))
  AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7)))
ORDER BY row, col;

-- name: observations_all
SELECT row, col, period_start, period_end, period_label, basis, area, value, unit, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8
FROM observations
WHERE dataset_id = :dataset_id AND period_start >= :start AND period_end <= :end
  AND (:d1 IS NULL OR d1 IN (SELECT value FROM json_each(:d1))) AND (:d2 IS NULL OR d2 IN (SELECT value FROM json_each(:d2)))
  AND (:d3 IS NULL OR d3 IN (SELECT value FROM json_each(:d3))) AND (:d4 IS NULL OR d4 IN (SELECT value FROM json_each(:d4)))
  AND (:d5 IS NULL OR d5 IN (SELECT value FROM json_each(:d5))) AND (:d6 IS NULL OR d6 IN (SELECT value FROM json_each(:d6)))
  AND (:d7 IS NULL OR d7 IN (SELECT value FROM json_each(:d7))) AND (:d8 IS NULL OR d8 IN (SELECT value FROM json_each(:d8)))
ORDER BY row, col;

-- name: observations_of_rows
SELECT row, col, period_label, area, raw, quote, d1, d2, d3, d4, d5, d6, d7, d8 FROM observations
WHERE dataset_id = :dataset_id AND row IN (SELECT value FROM json_each(:rows)) ORDER BY row, col;

-- name: dataset_document
SELECT s.id, s.columns, s.value_label, s.sheet, s.document_id, d.name AS document, d.media_type, i.title AS item_title,
       i.period_label
FROM datasets s JOIN documents d ON d.id = s.document_id JOIN items i ON i.id = s.item_id
WHERE s.id = :id AND i.exempt = 0;

-- name: dataset_of_document
SELECT id FROM datasets WHERE document_id = :document_id ORDER BY ordinal LIMIT 1;
