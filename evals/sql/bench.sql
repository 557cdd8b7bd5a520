-- Sizes that measurements state.

-- name: passage_count
SELECT count(*) AS n FROM passages p JOIN items i ON i.id = p.item_id JOIN documents d ON d.id = i.document_id
WHERE d.status = 'held'
