-- Templates for the questions that the app suggests. Used by assistant.present.suggest.

-- name: suggest_latest
SELECT r.measure, r.period_label FROM readings r
JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id JOIN tables t ON t.id = r.table_id
WHERE d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND t.status = 'ok' AND r.actual_value IS NOT NULL
  AND length(r.measure) BETWEEN 4 AND 90
ORDER BY i.period_end DESC, r.headline DESC, r.rag = 'R' DESC, r.ordinal LIMIT :most

-- name: suggest_longest
SELECT m.name AS measure, count(DISTINCT r.period_end) AS held FROM measures m JOIN readings r ON r.measure_id = m.id
JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND r.actual_value IS NOT NULL
  AND length(m.name) BETWEEN 4 AND 90
GROUP BY m.id HAVING held >= 3 ORDER BY held DESC, length(m.name), m.id LIMIT :most

-- name: suggest_rated
-- The worst rating that rows of the latest period carry, green apart, with the period as it is printed.
SELECT r.rag, r.period_label FROM readings r
JOIN items i ON i.id = r.item_id JOIN documents d ON d.id = i.document_id JOIN tables t ON t.id = r.table_id
WHERE d.status = 'held' AND i.exempt = 0 AND r.superseded = 0 AND t.status = 'ok' AND r.rag IN ('A', 'R')
  AND r.period_label = i.period_label
  AND i.period_end = (SELECT max(o.period_end) FROM items o JOIN documents h ON h.id = o.document_id
                      JOIN readings x ON x.item_id = o.id WHERE h.status = 'held' AND o.exempt = 0)
ORDER BY r.rag DESC LIMIT 1
