namespace RiskCluster.Operations.Tests.Live;

/// <summary>
/// Tests with a server in this process run one after another: what is measured is of the process, and OpenTelemetry drops an instrument for all its listeners when one of two servers that
/// have it ends.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneHost
{
    /// <summary>The collection's name.</summary>
    public const string Name = "one host";
}
