using RiskCluster.Tests.Journals;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>Tests that share one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<JournalPlaces>
{
    public const string Name = "journals";
}
