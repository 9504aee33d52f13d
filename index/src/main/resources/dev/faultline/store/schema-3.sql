-- No table changes: the Bloom filters of blocks may be of a form that earlier versions do not know.
SELECT 3
