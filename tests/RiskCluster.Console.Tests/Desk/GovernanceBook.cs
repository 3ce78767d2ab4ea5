using System.Text.Json;
using RiskCluster.Contracts.Parameters;

namespace RiskCluster.Console.Tests.Desk;

/// <summary>Made-up parameters and proposals that can be approved and rejected.</summary>
internal sealed class GovernanceBook(TimeProvider clock)
{
    public const string ActiveHash = "fb94e6e63e7132b702c3f4eec3b95d75595f794ff2a320a3d6ff441dbf463533";

    private readonly Lock gate = new();
    private readonly List<ProposalDocument> proposals = Start(clock.GetUtcNow().ToUnixTimeMilliseconds());

    public IReadOnlyList<ProposalDocument> Proposals
    {
        get
        {
            lock (gate) return [.. proposals];
        }
    }

    public static ParametersDocument Active() => new(
        "riskcluster-1",
        7,
        ActiveHash,
        JsonDocument.Parse("""{"grid":{"vol_up":0.45,"price_moves":[-0.161,0,0.161]},"requirement":{"initial_factor":1,"maintenance_factor":0.8}}""").RootElement,
        ["ada", "grace", "hypatia"],
        2,
        86_400_000,
        null);

    public ProposalDocument? Approve(long number, string governor, ApprovalRequest request) => Change(number, proposal =>
        proposal.Hash == request.Hash && proposal.BaseHash == request.BaseHash ? proposal with { Approvals = [.. proposal.Approvals, governor], ApprovalsNeeded = proposal.ApprovalsNeeded - 1 } : proposal);

    public ProposalDocument? Reject(long number, string governor) => Change(number, proposal => proposal with { Objectors = [.. proposal.Objectors, governor] });

    public ProposalDocument Propose(string governor, ProposalRequest request)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var changes = (request.Set ?? new Dictionary<string, JsonElement>()).Select(pair => new ProposedChange(pair.Key, null, pair.Value.GetRawText(), "neutral")).ToList();
            proposals.Add(new(proposals.Count + 8, "proposed", new string('a', 64), ActiveHash, governor, now, now + 600_000_000, false, null, changes, [], 2, [], null));
            return proposals[^1];
        }
    }

    private ProposalDocument? Change(long number, Func<ProposalDocument, ProposalDocument> change)
    {
        lock (gate)
        {
            var index = proposals.FindIndex(proposal => proposal.Number == number);
            return index < 0 ? null : proposals[index] = change(proposals[index]);
        }
    }

    private static List<ProposalDocument> Start(long now) =>
    [
        new(
            8, "proposed", "2b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfe", ActiveHash, "grace", now - 5_400_000, now + 500_000_000, true, null,
            [new("grid.vol_up", "0.45", "0.40", "loosens"), new("requirement.maintenance_factor", "0.8", "0.82", "tightens"), new("collateral.haircuts.3.haircut", null, "0.15", "tightens")],
            ["ada"], 1, [],
            new(48_112, 1_199, 3, 412_880_142.17m, 401_336_017.5m, [new("gacrux-0018", 512_208.2m, 566_412.9m, -12_330.1m), new("mizar-0022", 90_118m, 97_002.4m, 2_004.7m)], 1)),
        new(9, "scheduled", new string('c', 64), ActiveHash, "ada", now - 90_000_000, now + 400_000_000, true, now + 3_600_000, [new("unwind.vol_half_spread", "0.01", "0.008", "loosens")], ["grace", "hypatia"], 0, [], null),
        new(6, "rejected", new string('d', 64), new string('e', 64), "hypatia", now - 900_000_000, now - 300_000_000, false, null, [new("grid.vol_up", "0.45", "0.6", "tightens")], [], 2, ["ada", "grace"], null),
    ];
}
