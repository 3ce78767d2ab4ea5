namespace RiskCluster.Core.Attestation;

/// <summary>A whole margin cycle: all its accounts under one root. Once a contract has it, every account's margin is proved by its place in the tree, without another signature.</summary>
/// <param name="Root">Root of the tree over all accounts.</param>
/// <param name="LeafCount">How many accounts; above 0.</param>
/// <param name="MarketSeq">Number of the cycle.</param>
/// <param name="ParametersVersion">Number of the active version of the parameters.</param>
/// <param name="ModelHash">SHA-256 of the model's document.</param>
/// <param name="TimestampMs">When the cycle began, unix milliseconds.</param>
/// <param name="ExpiryMs">Afterwards it is worth nothing; unix milliseconds.</param>
public sealed record CycleAttestation(Hash256 Root, long LeafCount, long MarketSeq, long ParametersVersion, Hash256 ModelHash, long TimestampMs, long ExpiryMs)
{
    private const string Type = "CycleAttestation(bytes32 root,uint64 leafCount,uint64 marketSeq,uint64 parametersVersion,bytes32 modelHash,uint64 timestampMs,uint64 expiryMs)";

    /// <summary>The EIP-712 hash of the structure.</summary>
    public Hash256 StructHash() => new StructWords(Type).Add(Root).Add(LeafCount).Add(MarketSeq).Add(ParametersVersion).Add(ModelHash).Add(TimestampMs).Add(ExpiryMs).Hash;
}
