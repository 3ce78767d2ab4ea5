using System.Reflection;
using RiskCluster.Journal.Postgres;
using Xunit.Sdk;

namespace RiskCluster.Tests.Journals;

/// <summary>Runs a theory on a real PostgreSQL server; skipped, and said so, where there is no server to start.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public override string? Skip => PostgresTrialServer.Find() is null ? "needs the programs of a PostgreSQL server (Debian: postgresql)" : null;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[JournalKind.Postgres]];
}
