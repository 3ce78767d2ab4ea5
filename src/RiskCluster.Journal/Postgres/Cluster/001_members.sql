-- The queries that the AdoNet providers of Orleans read and run: keys, parameters and result columns are theirs, tables and statements ours.
CREATE TABLE cluster.OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

-- One row a cluster: every change of the members raises its version by one, and a change that was decided on an older version is refused.
CREATE TABLE cluster.versions (
    cluster text PRIMARY KEY,
    version int NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cluster.members (
    cluster text NOT NULL REFERENCES cluster.versions,
    address text NOT NULL,
    port int NOT NULL,
    generation int NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    status int NOT NULL,
    gateway_port int NOT NULL,
    suspicions text,
    started_at timestamptz NOT NULL,
    alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

INSERT INTO cluster.OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey',
 'WITH made AS (INSERT INTO cluster.versions (cluster) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::int FROM made'),
-- The version row is locked first, so that of two changes on the same version one finds it raised. What follows happens only if it was not, and a member that is there already keeps its version.
('InsertMembershipKey',
 'WITH raised AS (
    UPDATE cluster.versions SET version = version + 1, changed_at = now()
    WHERE cluster = @DeploymentId AND version = @Version
      AND NOT EXISTS (SELECT 1 FROM cluster.members m WHERE m.cluster = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation)
    RETURNING cluster),
  made AS (
    INSERT INTO cluster.members (cluster, address, port, generation, name, host, status, gateway_port, started_at, alive_at)
    SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised RETURNING 1)
  SELECT count(*)::int FROM made'),
('UpdateMembershipKey',
 'WITH raised AS (
    UPDATE cluster.versions SET version = version + 1, changed_at = now()
    WHERE cluster = @DeploymentId AND version = @Version
      AND EXISTS (SELECT 1 FROM cluster.members m WHERE m.cluster = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation)
    RETURNING cluster),
  changed AS (
    UPDATE cluster.members m SET status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
    FROM raised WHERE m.cluster = raised.cluster AND m.address = @Address AND m.port = @Port AND m.generation = @Generation RETURNING 1)
  SELECT count(*)::int FROM changed'),
('UpdateIAmAlivetimeKey',
 'UPDATE cluster.members SET alive_at = @IAmAliveTime
  WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),
-- The version also when there is no member.
('MembershipReadRowKey',
 'SELECT v.cluster AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation, m.name AS SiloName, m.host AS HostName, m.status AS Status,
    m.gateway_port AS ProxyPort, m.suspicions AS SuspectTimes, m.started_at AS StartTime, m.alive_at AS IAmAliveTime, v.version AS Version
  FROM cluster.versions v LEFT JOIN cluster.members m ON m.cluster = v.cluster AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
  WHERE v.cluster = @DeploymentId'),
('MembershipReadAllKey',
 'SELECT v.cluster AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation, m.name AS SiloName, m.host AS HostName, m.status AS Status,
    m.gateway_port AS ProxyPort, m.suspicions AS SuspectTimes, m.started_at AS StartTime, m.alive_at AS IAmAliveTime, v.version AS Version
  FROM cluster.versions v LEFT JOIN cluster.members m ON m.cluster = v.cluster
  WHERE v.cluster = @DeploymentId'),
('GatewaysQueryKey',
 'SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation FROM cluster.members WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0'),
('DeleteMembershipTableEntriesKey',
 'WITH members AS (DELETE FROM cluster.members WHERE cluster = @DeploymentId) DELETE FROM cluster.versions WHERE cluster = @DeploymentId'),
-- 3 is an active silo.
('CleanupDefunctSiloEntriesKey',
 'DELETE FROM cluster.members WHERE cluster = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3');
