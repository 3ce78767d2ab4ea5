CREATE TABLE cluster.reminders (
    service text NOT NULL,
    grain text NOT NULL,
    name text NOT NULL,
    start_at timestamptz NOT NULL,
    period_ms bigint NOT NULL,
    grain_hash int NOT NULL,
    version int NOT NULL,
    PRIMARY KEY (service, grain, name)
);

CREATE INDEX reminders_by_hash ON cluster.reminders (service, grain_hash);

INSERT INTO cluster.OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey',
 'INSERT INTO cluster.reminders (service, grain, name, start_at, period_ms, grain_hash, version) VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (service, grain, name) DO UPDATE SET start_at = excluded.start_at, period_ms = excluded.period_ms, grain_hash = excluded.grain_hash, version = cluster.reminders.version + 1
  RETURNING version'),
('ReadReminderRowsKey',
 'SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version FROM cluster.reminders WHERE service = @ServiceId AND grain = @GrainId'),
('ReadReminderRowKey',
 'SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version FROM cluster.reminders
  WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName'),
('ReadRangeRows1Key',
 'SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version FROM cluster.reminders
  WHERE service = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash'),
-- A range that goes over the end of the ring.
('ReadRangeRows2Key',
 'SELECT grain AS GrainId, name AS ReminderName, start_at AS StartTime, period_ms AS Period, version AS Version FROM cluster.reminders
  WHERE service = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)'),
('DeleteReminderRowKey',
 'WITH gone AS (DELETE FROM cluster.reminders WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version RETURNING 1)
  SELECT count(*)::int FROM gone'),
('DeleteReminderRowsKey', 'DELETE FROM cluster.reminders WHERE service = @ServiceId');
