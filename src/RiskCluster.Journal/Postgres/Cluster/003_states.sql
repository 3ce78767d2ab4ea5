CREATE TABLE cluster.states (
    service text NOT NULL,
    type text NOT NULL,
    type_hash int NOT NULL,
    id_hash int NOT NULL,
    id0 bigint NOT NULL,
    id1 bigint NOT NULL,
    id_text text,
    payload bytea,
    version int NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now()
);

-- Without it two grains that both write for the first time would both be told that they have.
CREATE UNIQUE INDEX states_key ON cluster.states (id_hash, type_hash, service, type, id0, id1, id_text) NULLS NOT DISTINCT;

INSERT INTO cluster.OrleansQuery (QueryKey, QueryText) VALUES
-- Who writes for the first time has read no version. The version that the writer had already, or none, says that nothing was written.
('WriteToStorageKey',
 'WITH first AS (
    INSERT INTO cluster.states (service, type, type_hash, id_hash, id0, id1, id_text, payload, version)
    SELECT @ServiceId, @GrainTypeString, @GrainTypeHash, @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString::text, @PayloadBinary, 1 WHERE @GrainStateVersion::int IS NULL
    ON CONFLICT DO NOTHING RETURNING version),
  next AS (
    UPDATE cluster.states SET payload = @PayloadBinary, version = version + 1, written_at = now()
    WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND service = @ServiceId AND type = @GrainTypeString AND id0 = @GrainIdN0 AND id1 = @GrainIdN1
      AND id_text IS NOT DISTINCT FROM @GrainIdExtensionString::text AND version = @GrainStateVersion::int RETURNING version)
  SELECT coalesce((SELECT version FROM first), (SELECT version FROM next), @GrainStateVersion::int) AS NewGrainStateVersion'),
('ReadFromStorageKey',
 'SELECT payload AS PayloadBinary, written_at, version AS Version FROM cluster.states
  WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND service = @ServiceId AND type = @GrainTypeString AND id0 = @GrainIdN0 AND id1 = @GrainIdN1
    AND id_text IS NOT DISTINCT FROM @GrainIdExtensionString::text'),
('ClearStorageKey',
 'UPDATE cluster.states SET payload = NULL, version = version + 1, written_at = now()
  WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND service = @ServiceId AND type = @GrainTypeString AND id0 = @GrainIdN0 AND id1 = @GrainIdN1
    AND id_text IS NOT DISTINCT FROM @GrainIdExtensionString::text AND version = @GrainStateVersion::int
  RETURNING version AS NewGrainStateVersion'),
('DeleteStorageKey',
 'DELETE FROM cluster.states
  WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND service = @ServiceId AND type = @GrainTypeString AND id0 = @GrainIdN0 AND id1 = @GrainIdN1
    AND id_text IS NOT DISTINCT FROM @GrainIdExtensionString::text AND version = @GrainStateVersion::int
  RETURNING version + 1 AS NewGrainStateVersion');
