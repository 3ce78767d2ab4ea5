-- Where each stream stands. An append compares and sets this row; taking the stream over raises its epoch.
CREATE TABLE heads (
    stream        TEXT    NOT NULL PRIMARY KEY,
    epoch         INTEGER NOT NULL CHECK (epoch >= 1),
    seq           INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0),
    hash          BLOB    NOT NULL CHECK (length(hash) = 32),
    delivered_seq INTEGER NOT NULL DEFAULT 0 CHECK (delivered_seq BETWEEN 0 AND seq)
) STRICT, WITHOUT ROWID;

-- What happened. body and effects are the very text that the hash chain runs over; SQL reads them with json_extract or ->>. position is the order of commits.
CREATE TABLE events (
    position     INTEGER PRIMARY KEY,
    stream       TEXT    NOT NULL,
    seq          INTEGER NOT NULL CHECK (seq >= 1),
    epoch        INTEGER NOT NULL,
    message      TEXT    NOT NULL,
    command_hash BLOB    NOT NULL,
    at_ms        INTEGER NOT NULL,
    body         TEXT    NOT NULL,
    effects      TEXT,
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    UNIQUE (stream, seq)
) STRICT;

-- Derived states: lost without harm.
CREATE TABLE snapshots (
    stream        TEXT    NOT NULL PRIMARY KEY,
    seq           INTEGER NOT NULL,
    hash          BLOB    NOT NULL,
    rules_version TEXT    NOT NULL,
    state         TEXT    NOT NULL
) STRICT;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER heads_are_never_deleted BEFORE DELETE ON heads BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;
CREATE TRIGGER epochs_never_fall BEFORE UPDATE ON heads WHEN NEW.epoch < OLD.epoch OR NEW.seq < OLD.seq BEGIN SELECT RAISE(ABORT, 'epochs and heads never fall'); END;
