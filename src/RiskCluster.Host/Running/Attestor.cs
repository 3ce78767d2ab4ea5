using System.Collections.Immutable;
using RiskCluster.Core.Attestation;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Configuration;
using RiskCluster.Runtime.Attestation;

namespace RiskCluster.Host.Running;

/// <summary>Signs figures of this process' board, with a key on secp256k1 of its own: made in the data folder when it is first needed.</summary>
internal sealed class Attestor : IDisposable
{
    private const string FileName = "attestation-key.pem";

    private readonly Lazy<AttestationKey> key;
    private readonly Lazy<AttestationMaker> maker;

    /// <summary>Nothing is made before somebody asks.</summary>
    public Attestor(LiveNode node, ServeOptions options)
    {
        key = new(() => AttestationKey.FromPem(PrivateFile.ReadOrMake(Path.Combine(options.Data, FileName), NewPem)));
        maker = new(() => new(node.Board, ImmutableArray.Create(key.Value), node.Clock, new()));
    }

    /// <summary>Makes attestations.</summary>
    public AttestationMaker Maker => maker.Value;

    /// <summary>Who signs them.</summary>
    public EthereumAddress Signer => key.Value.Signer;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (key.IsValueCreated) key.Value.Dispose();
    }

    private static string NewPem()
    {
        using var made = AttestationKey.Create();
        return made.ToPem();
    }
}
