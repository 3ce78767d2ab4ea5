using RiskCluster.Contracts.MarketData;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Api.MarketData;

/// <summary>The source's credentials vouch for what it says: of sources that are registered without a public key.</summary>
internal sealed class CredentialVerifier : IObservationVerifier
{
    /// <summary>The id of the key of a source without a public one.</summary>
    public const string KeyId = "credentials";

    /// <inheritdoc/>
    public string KeyOf(string source, string underlying, ObservationReport report) =>
        report.Signature is null ? KeyId : throw Refusals.Invalid("signature_unknown", "signature", "no public key of this source is configured, so the signature cannot be checked");
}
