using System.Globalization;
using System.Text.Json.Nodes;
using RiskCluster.Core.Attestation;
using RiskCluster.Core.Margins;
using RiskCluster.Runtime.Attestation;

namespace RiskCluster.Chain.Tests;

/// <summary>A fresh chain with the margin contract, three signers of whom two must sign, and what it takes to make attestations for it.</summary>
internal sealed class MarginChain : IDisposable
{
    public const int ChainId = 31337;
    public const string Margin = "RiskClusterMargin";
    public const long DaySeconds = 86_400;
    public const long LifetimeMs = 60_000;

    private readonly ChainProcess chain;

    public MarginChain(ChainProcess chain)
    {
        this.chain = chain;
        Keys = [.. Enumerable.Range(0, 3).Select(_ => AttestationKey.Create()).OrderBy(key => key.Signer)];
        Accounts = [.. chain.Ask(new { op = "reset", chainId = ChainId })["accounts"]!.AsArray().Select(item => item!.ToString())];
        Address = Deploy(Margin, Accounts[0], Keys.Select(key => key.Signer.ToString()).ToArray(), 2, DaySeconds, LifetimeMs);
        Domain = new(ChainId, EthereumAddress.Parse(Address));
    }

    public AttestationKey[] Keys { get; }

    /// <summary>Whom transactions can come from; the first governs.</summary>
    public string[] Accounts { get; }

    public string Address { get; }

    public AttestationDomain Domain { get; }

    public long NowMs { get; private set; } = 1_770_220_800_000;

    /// <summary>The gas of the last transaction.</summary>
    public int Gas { get; private set; }

    /// <summary>A healthy margin of now: 100 USD of excess over initial margin.</summary>
    public AttestedMargin Healthy(string account = "venue/alice", long marketSeq = 1_000) => new(
        account, account, FigureStatus.Ok, 900, 700, 1_000, 100, 300, 500, new(1, 2), marketSeq, 7, 3, new(3, 4), NowMs);

    public MarginAttestation Attested(AttestedMargin margin, long? expiryMs = null) => new(margin, expiryMs ?? NowMs + LifetimeMs, new MerkleTree([margin.StructHash()]).Root);

    public AttestationSignature[] Signed(Hash256 structHash, params AttestationKey[] by)
    {
        var digest = Domain.Digest(structHash);
        return [.. (by.Length == 0 ? Keys[..2] : by).Select(key => key.Sign(digest)).OrderBy(signature => signature.Signer)];
    }

    /// <summary>Brings an attestation with the signatures of the first two keys; null when it is taken, else the contract's error.</summary>
    public string? Update(MarginAttestation attestation) => Update(attestation, Signed(attestation.StructHash()));

    public string? Update(AttestedMargin margin) => Update(Attested(margin));

    public string? Update(MarginAttestation attestation, IEnumerable<AttestationSignature> signatures) =>
        Send(1, Margin, Address, "updateSigned", Words(attestation.Margin), attestation.ExpiryMs, attestation.CycleRoot.ToString(), Words(signatures));

    public string? Post(CycleAttestation cycle, IEnumerable<AttestationSignature>? signatures = null) =>
        Send(1, Margin, Address, "postCycle", Words(cycle), Words(signatures ?? Signed(cycle.StructHash())));

    public string? Prove(AttestedMargin margin, MerkleProof proof) => Send(1, Margin, Address, "update", Words(margin), proof.Index, proof.Siblings.Select(hash => hash.ToString()).ToArray());

    /// <summary>Governs: announced, waited for and done.</summary>
    public string? Govern(string method, params object[] args)
    {
        var data = chain.Ask(new { op = "encode", contract = Margin, method, args })["data"]!.ToString();
        Send(0, Margin, Address, "schedule", data).ShouldBeNull();
        Send(0, Margin, Address, "execute", data).ShouldBe("NotScheduled", "before its time");
        Pass(DaySeconds);
        return Send(0, Margin, Address, "execute", data);
    }

    public string? Send(int from, string contract, string to, string method, params object[] args)
    {
        var answer = chain.Ask(new { op = "send", from, contract, to, method, args });
        Gas = (int)answer["gas"]!;
        return answer["ok"]!.GetValue<bool>() ? null : answer["error"]!.ToString();
    }

    public string Call(string contract, string to, string method, params object[] args)
    {
        var answer = chain.Ask(new { op = "call", contract, to, method, args });
        return answer["ok"]!.GetValue<bool>() ? answer["value"]![0]!.ToString() : answer["error"]!.ToString();
    }

    public bool Is(string question, string account = "venue/alice") => Call(Margin, Address, question, NameHash(account)) == "true";

    public string Deploy(string contract, params object[] args)
    {
        var answer = chain.Ask(new { op = "deploy", contract, args });
        answer["ok"]!.GetValue<bool>().ShouldBeTrue(answer.ToJsonString());
        return answer["address"]!.ToString();
    }

    public string? DeployRefusal(string contract, params object[] args) => chain.Ask(new { op = "deploy", contract, args })["error"]?.ToString();

    public void Pass(long seconds)
    {
        NowMs += 1000 * seconds;
        ((long)chain.Ask(new { op = "pass", seconds })["timestamp"]!).ShouldBe(NowMs / 1000);
    }

    public static string NameHash(string name) => Keccak256.Of(System.Text.Encoding.UTF8.GetBytes(name)).ToString();

    public void Dispose()
    {
        foreach (var key in Keys) key.Dispose();
    }

    private static JsonObject Words(AttestedMargin margin) => new()
    {
        ["account"] = NameHash(margin.Account),
        ["owner"] = NameHash(margin.Owner),
        ["status"] = (int)margin.Status,
        ["initialMargin"] = Units(margin.InitialMarginUsd),
        ["maintenanceMargin"] = Units(margin.MaintenanceMarginUsd),
        ["equity"] = Units(margin.EquityUsd),
        ["ownerInitialExcess"] = Units(margin.OwnerInitialExcessUsd),
        ["ownerMaintenanceExcess"] = Units(margin.OwnerMaintenanceExcessUsd),
        ["riskUnits"] = Units(margin.RiskUnits),
        ["riskUnitVersion"] = margin.RiskUnitVersion.ToString(),
        ["marketSeq"] = margin.MarketSeq,
        ["positionSeq"] = margin.PositionSeq,
        ["parametersVersion"] = margin.ParametersVersion,
        ["modelHash"] = margin.ModelHash.ToString(),
        ["timestampMs"] = margin.TimestampMs,
    };

    private static JsonObject Words(CycleAttestation cycle) => new()
    {
        ["root"] = cycle.Root.ToString(),
        ["leafCount"] = cycle.LeafCount,
        ["marketSeq"] = cycle.MarketSeq,
        ["parametersVersion"] = cycle.ParametersVersion,
        ["modelHash"] = cycle.ModelHash.ToString(),
        ["timestampMs"] = cycle.TimestampMs,
        ["expiryMs"] = cycle.ExpiryMs,
    };

    private static JsonObject[] Words(IEnumerable<AttestationSignature> signatures) =>
        [.. signatures.Select(signature => new JsonObject { ["r"] = signature.R.ToString(), ["s"] = signature.S.ToString(), ["v"] = signature.V })];

    private static string Units(decimal usd) => MicroUsd.Of(usd).ToString(CultureInfo.InvariantCulture);
}
