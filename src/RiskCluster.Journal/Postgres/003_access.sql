-- Keys of those who are no venue, and the nonces of signed requests.
CREATE TABLE riskcluster.access_keys (
    key_id text PRIMARY KEY,
    secret_hash text NOT NULL,
    kind text NOT NULL,
    holder text NOT NULL,
    scopes text NOT NULL,
    added_at_ms bigint NOT NULL,
    revoked_at_ms bigint
);
CREATE TABLE riskcluster.access_nonces (
    key_id text NOT NULL,
    nonce text NOT NULL,
    expires_at_ms bigint NOT NULL,
    PRIMARY KEY (key_id, nonce)
);
CREATE INDEX access_nonces_expiry ON riskcluster.access_nonces (expires_at_ms);
