namespace RiskCluster.Core.Attestation;

/// <summary>The margin of one account, until when it may be relied upon, and the cycle that it belongs to.</summary>
/// <param name="Margin">The margin.</param>
/// <param name="ExpiryMs">Afterwards it is worth nothing; unix milliseconds, after the margin's own time.</param>
/// <param name="CycleRoot">Root of the tree over all accounts of the cycle.</param>
public sealed record MarginAttestation(AttestedMargin Margin, long ExpiryMs, Hash256 CycleRoot)
{
    private const string Type = "MarginAttestation(AttestedMargin margin,uint64 expiryMs,bytes32 cycleRoot)" + AttestedMargin.Type;

    /// <summary>The EIP-712 hash of the structure.</summary>
    public Hash256 StructHash() => new StructWords(Type).Add(Margin.StructHash()).Add(ExpiryMs).Add(CycleRoot).Hash;

    /// <summary>The field at fault and its rule; null when there is none.</summary>
    public (string Param, string Rule)? FirstFault() =>
        Margin.FirstFault() is { } fault ? ($"margin.{fault.Param}", fault.Rule) : ExpiryMs <= Margin.TimestampMs ? ("expiry_ms", "is after margin.timestamp_ms") : null;
}
