namespace RiskCluster.Core.Attestation;

/// <summary>For whom an attestation is: one contract on one chain. It is part of what is signed, so nothing signed for one is worth anything to another (EIP-712).</summary>
/// <param name="ChainId">Number of the chain (EIP-155); above 0.</param>
/// <param name="VerifyingContract">The contract; not the zero address.</param>
public sealed record AttestationDomain(long ChainId, EthereumAddress VerifyingContract)
{
    /// <summary>Name of the domain.</summary>
    public const string Name = "RiskCluster";

    /// <summary>Version of the domain: of the structures that are signed.</summary>
    public const string Version = "1";

    private const string Type = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

    /// <summary>The field at fault and its rule; null when there is none.</summary>
    public (string Param, string Rule)? FirstFault() =>
        ChainId <= 0 ? ("chain_id", "is above 0") : VerifyingContract == EthereumAddress.Zero ? ("verifying_contract", "is not the zero address") : null;

    /// <summary>The domain separator.</summary>
    public Hash256 Separator() => new StructWords(Type).Add(Name).Add(Version).Add(ChainId).Add(VerifyingContract.ToWord()).Hash;

    /// <summary>What is signed of a structure: <c>keccak256(0x19, 0x01, separator, structHash)</c>.</summary>
    public Hash256 Digest(Hash256 structHash)
    {
        Span<byte> bytes = stackalloc byte[2 + 2 * Hash256.Length];
        (bytes[0], bytes[1]) = (0x19, 0x01);
        Separator().CopyTo(bytes[2..]);
        structHash.CopyTo(bytes[(2 + Hash256.Length)..]);
        return Keccak256.Of(bytes);
    }
}
