using System.Security.Cryptography;
using System.Text;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Api.MarketData;

/// <summary>
/// Who vouches for a source's observations: its registered public key, or, where that is allowed, the credentials that it calls with. Signatures are verified by the market itself, where
/// the price is consumed.
/// </summary>
/// <param name="MustSign">Whether every source needs a public key.</param>
internal sealed record SourceRules(bool MustSign)
{
    /// <summary>The id of the key of a source without a public one.</summary>
    private const string Credentials = "credentials";

    private const int IdLength = 16;

    /// <summary>The command that admits a source.</summary>
    /// <exception cref="RefusedException">It has no public key and needs one.</exception>
    public MarketDataCommand.RegisterSource Registered(SourceRegistration source, string by)
    {
        if (MustSign && source.PublicKey is null)
            throw Refusals.Invalid("public_key_needed", "public_key", "sources sign their observations at this server, so a source is registered with its P-256 public key (setting SignedSources)");
        return new(Names.Checked("source", source.Source), KeyId(source.PublicKey), source.Weight, by, source.PublicKey);
    }

    /// <summary>The command that tells an observation.</summary>
    /// <param name="source">Who says it, by the credentials.</param>
    /// <param name="report">What it says.</param>
    /// <param name="state">The market, which knows how the source is registered.</param>
    /// <exception cref="RefusedException">There is no such market, or there is a signature that nobody could verify.</exception>
    public static MarketDataCommand.Observe Observed(string source, ObservationReport report, MarketDataState state)
    {
        // Before the market is told: one that nobody has opened is not begun by whoever asks for it.
        if (state.LastAtMs == 0) throw new RefusedException(new(ProblemCode.NotFound, "unknown_source", "source", $"no source '{source}' is registered for {state.Underlying}"));
        var known = state.Find(source);
        if (known is { PublicKey: null } && report.Signature is not null)
            throw Refusals.Invalid("signature_unknown", "signature", "the source is registered without a public key, so the signature cannot be verified");
        return new(source, known?.KeyId ?? Credentials, report.Sequence, report.PublishTime, report.Observation(), report.Signature);
    }

    private static string KeyId(string? publicKey) => publicKey is null ? Credentials : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(publicKey)))[..IdLength];
}
