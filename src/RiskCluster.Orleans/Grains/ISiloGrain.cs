using Orleans;
using Orleans.Concurrency;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>One silo, as the others see it; its key is the silo's address, and it stands there.</summary>
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>By what it decides.</summary>
    ValueTask<SiloIdentity> Identify(CancellationToken cancellation);

    /// <summary>A proposal on its part of the book; null before there is anything to compare.</summary>
    ValueTask<ImpactAnswer> Impact(string document, CancellationToken cancellation);

    /// <summary>Asks for figures of its board.</summary>
    ValueTask<string> Ask(string question, CancellationToken cancellation);

    /// <summary>Tells it whose an account is.</summary>
    [OneWay]
    Task Learn(OwnerLinkNews news);

    /// <summary>Tells it that nobody margins some accounts that are at home there.</summary>
    ValueTask Recover(AccountList accounts, CancellationToken cancellation);
}
