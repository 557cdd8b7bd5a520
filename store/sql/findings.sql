-- Data-quality findings, the weightiest first.

-- name: held_findings
SELECT f.* FROM findings f JOIN items i ON i.id = f.item_id JOIN documents d ON d.id = i.document_id
LEFT JOIN readings r ON r.id = f.reading_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0))
  AND (:document IS NULL OR d.id = :document OR d.name = :document) AND (:item_id IS NULL OR f.item_id = :item_id)
  AND (:reading_id IS NULL OR f.reading_id = :reading_id) AND (:measure_id IS NULL OR f.measure_id = :measure_id)
  AND (:code IS NULL OR f.code = :code) AND (:severity IS NULL OR f.severity = :severity)
ORDER BY CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, d.name, i.ordinal, f.rowid;

-- name: held_finding_rows
SELECT f.id, f.code, f.severity, d.name AS document, f.locator, f.quotes, f.text, f.measure_id, f.reading_id, f.evidence,
       i.title AS item_title, i.period_start, i.period_end
FROM findings f JOIN items i ON i.id = f.item_id JOIN documents d ON d.id = i.document_id
LEFT JOIN readings r ON r.id = f.reading_id
WHERE (:everything OR (d.status = 'held' AND i.exempt = 0))
  AND (:document IS NULL OR d.id = :document OR d.name = :document)
  AND (:code IS NULL OR f.code = :code) AND (:severity IS NULL OR f.severity = :severity)
  AND (:measure_id IS NULL OR f.measure_id = :measure_id) AND (:rag IS NULL OR coalesce(r.rag, '-') = :rag)
  AND (:objective IS NULL OR r.objective = :objective) AND (:area IS NULL OR i.area = :area COLLATE NOCASE)
  AND (:first IS NULL OR (i.period_start <= :last AND i.period_end >= :first))
ORDER BY CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, d.name, i.ordinal, f.rowid;

-- name: held_finding_place
SELECT coalesce(f.reading_id, json_extract(f.evidence, '$[0]')) AS place FROM findings f
WHERE f.id = :id AND (f.reading_id IS NOT NULL OR json_array_length(f.evidence) > 0);
