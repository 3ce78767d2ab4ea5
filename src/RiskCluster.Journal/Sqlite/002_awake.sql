-- What a process that starts has to look at, found without a walk over all streams: actors that are to be in memory, and effects that nobody has delivered.
-- Of streams that were there before it is not known which actors sleep: they count as awake until their next append says.
ALTER TABLE heads ADD COLUMN is_awake INTEGER NOT NULL DEFAULT 1 CHECK (is_awake IN (0, 1));
ALTER TABLE heads ADD COLUMN effect_seq INTEGER NOT NULL DEFAULT 0 CHECK (effect_seq >= 0);
UPDATE heads SET effect_seq = coalesce((SELECT max(seq) FROM events WHERE events.stream = heads.stream AND effects IS NOT NULL), 0);
CREATE INDEX heads_awake ON heads (stream) WHERE is_awake = 1;
CREATE INDEX heads_undelivered ON heads (stream) WHERE effect_seq > delivered_seq;
