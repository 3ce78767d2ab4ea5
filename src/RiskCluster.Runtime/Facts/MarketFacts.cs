using System.Buffers.Text;
using System.Security.Cryptography;
using RiskCluster.Core.Markets;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Facts;

/// <summary>
/// What a market has to know of an observation: whether the source's registered key signed it. Found out where the price is consumed, in the turn that decides on it, whatever
/// way the message has come.
/// </summary>
internal sealed class MarketFacts : ITurnFacts<MarketDataState, MarketDataCommand>
{
    private const int SignatureBytes = 64;

    public ValueTask<PreparedTurn> Prepare(MarketDataState state, MarketDataCommand command, long nowMs, CancellationToken cancellation)
    {
        var key = command is MarketDataCommand.Observe observe && state.Find(observe.Source)?.PublicKey is { } known && IsSigned(state.Underlying, observe, known) ? known : null;
        return new(new PreparedTurn(new(nowMs) { SignedBy = key }));
    }

    private static bool IsSigned(string underlying, MarketDataCommand.Observe observe, string publicKey)
    {
        Span<byte> signature = stackalloc byte[SignatureBytes];
        if (observe.Signature is not { } text || !Base64Url.IsValid(text, out var length) || length != SignatureBytes) return false;
        Base64Url.DecodeFromChars(text, signature);
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        return key.VerifyData(ObservationPayload.Of(underlying, observe), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
