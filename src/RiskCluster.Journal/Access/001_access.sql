-- Keys of those who are no venue, and the nonces of signed requests.
CREATE TABLE keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    holder TEXT NOT NULL,
    scopes TEXT NOT NULL,
    added_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER
) WITHOUT ROWID, STRICT;
CREATE TABLE nonces (
    key_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    PRIMARY KEY (key_id, nonce)
) WITHOUT ROWID, STRICT;
CREATE INDEX nonces_expiry ON nonces (expires_at_ms);
