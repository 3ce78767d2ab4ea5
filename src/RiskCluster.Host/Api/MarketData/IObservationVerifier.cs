using RiskCluster.Contracts.MarketData;

namespace RiskCluster.Host.Api.MarketData;

/// <summary>Finds out which key vouches for an observation.</summary>
internal interface IObservationVerifier
{
    /// <summary>Id of the key that vouches; the market refuses any other than the one that the source is registered with.</summary>
    /// <param name="source">Who says it, by the credentials.</param>
    /// <param name="underlying">Of which coin.</param>
    /// <param name="report">What it says.</param>
    /// <exception cref="Answers.RefusedException">It is signed, and not by a key that is known.</exception>
    string KeyOf(string source, string underlying, ObservationReport report);
}
