using System.Collections.Immutable;
using System.Text;
using RiskCluster.Core.Attestation;
using RiskCluster.Core.Json;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Peers;
using RiskCluster.Runtime.Attestation;

namespace RiskCluster.Host.Running;

/// <summary>Signs figures of this process' board, with a key on secp256k1 of its own: made in the data folder when it is first needed.</summary>
internal sealed class Attestor : IDisposable
{
    private const string FileName = "attestation-key.pem";

    private readonly Lazy<AttestationKey> key;
    private readonly PeerTopic<AttestQuestion, string> topic;
    private readonly Lazy<AttestationMaker> maker;

    /// <summary>Nothing is made before somebody asks.</summary>
    public Attestor(LiveNode node, ServeOptions options, ReadLane lane)
    {
        topic = new("attestation", node, (asked, cancellation) => lane.Run(() => Attest(asked, cancellation), cancellation));
        key = new(() => AttestationKey.FromPem(PrivateFile.ReadOrMake(Path.Combine(options.Data, FileName), NewPem)));
        maker = new(() => new(node.Board, ImmutableArray.Create(key.Value), node.Clock, new()));
    }

    /// <summary>What other processes ask.</summary>
    public IPeerTopic Topic => topic;

    /// <summary>Makes attestations of this process' board.</summary>
    public AttestationMaker Maker => maker.Value;

    /// <summary>Who signs them.</summary>
    public EthereumAddress Signer => key.Value.Signer;

    /// <summary>The signed margin of an account or owner, from the process that margins it, JSON.</summary>
    /// <exception cref="RefusedException">There is nothing to sign.</exception>
    public Task<string> Attest(string account, AttestationDomain domain, CancellationToken cancellation) => topic.At(account, new(account, domain.ChainId, domain.VerifyingContract.ToString()), cancellation);

    private string Attest(AttestQuestion asked, CancellationToken cancellation)
    {
        var answer = Maker.Attest(asked.Account, new(asked.ChainId, EthereumAddress.Parse(asked.Contract, null)), cancellation);
        return Encoding.UTF8.GetString(CoreJson.Write(answer.Attestation ?? throw new RefusedException(answer.Problem!)));
    }

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
