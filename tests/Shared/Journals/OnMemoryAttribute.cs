using System.Reflection;
using Xunit.Sdk;

namespace RiskCluster.Tests.Journals;

/// <summary>Runs a theory on the journal in memory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnMemoryAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[JournalKind.Memory]];
}
