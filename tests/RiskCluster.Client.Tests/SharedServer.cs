namespace RiskCluster.Client.Tests;

/// <summary>All tests against the real server share one.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<ServerRig>
{
    public const string Name = "server";
}
