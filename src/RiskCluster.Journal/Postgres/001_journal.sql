-- Names compare by their bytes, whatever the locale of the database.
CREATE TABLE riskcluster.heads (
    stream        text COLLATE "C" NOT NULL PRIMARY KEY,
    epoch         bigint NOT NULL CHECK (epoch >= 1),
    seq           bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
    hash          bytea  NOT NULL CHECK (length(hash) = 32),
    delivered_seq bigint NOT NULL DEFAULT 0 CHECK (delivered_seq BETWEEN 0 AND seq)
) WITH (fillfactor = 50);
COMMENT ON TABLE riskcluster.heads IS 'Where each stream stands. An append compares and sets this row; taking the stream over raises its epoch.';

CREATE TABLE riskcluster.event_texts (
    stream       text COLLATE "C" NOT NULL,
    seq          bigint NOT NULL CHECK (seq >= 1),
    epoch        bigint NOT NULL,
    message      text   NOT NULL,
    command_hash bytea  NOT NULL,
    at_ms        bigint NOT NULL,
    body         json   NOT NULL,
    effects      json,
    hash         bytea  NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (stream, seq)
);
COMMENT ON TABLE riskcluster.event_texts IS 'What happened. The type json keeps the very text that the hash chain runs over; jsonb would not.';

CREATE VIEW riskcluster.events AS
    SELECT stream, seq, epoch, message, to_timestamp(at_ms / 1000.0) AS at, at_ms, body::jsonb AS body, effects::jsonb AS effects,
           encode(command_hash, 'hex') AS command_hash, encode(hash, 'hex') AS hash
    FROM riskcluster.event_texts;
COMMENT ON VIEW riskcluster.events IS 'The events for people: body and effects as jsonb.';

CREATE TABLE riskcluster.snapshots (
    stream        text COLLATE "C" NOT NULL PRIMARY KEY,
    seq           bigint NOT NULL,
    hash          bytea  NOT NULL,
    rules_version text   NOT NULL,
    state         text   NOT NULL
);
COMMENT ON TABLE riskcluster.snapshots IS 'Derived states: lost without harm.';

CREATE FUNCTION riskcluster.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% of % is never done', TG_OP, TG_TABLE_NAME; END $$;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON riskcluster.event_texts FOR EACH STATEMENT EXECUTE FUNCTION riskcluster.refuse();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON riskcluster.heads FOR EACH STATEMENT EXECUTE FUNCTION riskcluster.refuse();
CREATE TRIGGER never_falls BEFORE UPDATE ON riskcluster.heads FOR EACH ROW WHEN (NEW.epoch < OLD.epoch OR NEW.seq < OLD.seq) EXECUTE FUNCTION riskcluster.refuse();
