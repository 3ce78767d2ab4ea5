-- What a process that starts has to look at, found without a walk over all streams: actors that are to be in memory, and effects that nobody has delivered.
-- Of streams that were there before it is not known which actors sleep: they count as awake until their next append says.
ALTER TABLE riskcluster.heads ADD COLUMN is_awake boolean NOT NULL DEFAULT true, ADD COLUMN effect_seq bigint NOT NULL DEFAULT 0 CHECK (effect_seq >= 0);
UPDATE riskcluster.heads h SET effect_seq = e.seq
FROM (SELECT stream, max(seq) AS seq FROM riskcluster.event_texts WHERE effects IS NOT NULL GROUP BY stream) e WHERE e.stream = h.stream;
CREATE INDEX heads_awake ON riskcluster.heads (stream) WHERE is_awake;
CREATE INDEX heads_undelivered ON riskcluster.heads (stream) WHERE effect_seq > delivered_seq;
