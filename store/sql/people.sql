-- What people noted: reviews, reported answers, kept conversations. Used by store.review, store.feedback,
-- store.conversations.

-- name: reviews_of_target
SELECT * FROM reviews WHERE target = :target ORDER BY id

-- name: reviews_of_document
SELECT * FROM reviews WHERE document = :document ORDER BY id

-- name: review_targets
SELECT target, decision, corrected, field, printed, who, at, why FROM reviews
WHERE withdrawn_at IS NULL AND target IN (SELECT value FROM json_each(:targets)) ORDER BY id

-- name: feedback_queue
SELECT * FROM feedback WHERE :status = '' OR status = :status ORDER BY at, id

-- name: feedback_count
SELECT count(*) AS n FROM feedback WHERE status = 'open'

-- name: conversation
SELECT id, at, expires, who, turns FROM conversations WHERE id = :id AND expires > :now
