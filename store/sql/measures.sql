-- Measures that are the same across reports, and the wordings under which they were printed.

-- name: held_measures
SELECT * FROM measures m
WHERE :everything OR EXISTS (SELECT 1 FROM readings r JOIN items i ON i.id = r.item_id JOIN documents d
                             ON d.id = i.document_id WHERE r.measure_id = m.id AND d.status = 'held' AND i.exempt = 0)
ORDER BY name, id;

-- name: held_measure
SELECT * FROM measures WHERE id = :id;

-- name: held_wordings
SELECT * FROM wordings WHERE :measure_id IS NULL OR measure_id = :measure_id ORDER BY measure_id, first_period, wording;
