using System.Text.Json;
using RiskCluster.Client;
using RiskCluster.Host.Access;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>Governance changes the model of a server: it margins by parameters of its own from then on.</summary>
internal static class OtherParameters
{
    /// <summary>One governor proposes to tighten, the other approves and activates.</summary>
    public static async Task Activate(Server server, CancellationToken cancellation)
    {
        using var ada = server.As("ada", Scope.ParamsPropose, Scope.ParamsApprove).Client;
        using var grace = server.As("grace", Scope.ParamsPropose, Scope.ParamsApprove).Client;
        var active = await ada.Parameters.Get(cancellation);
        var change = new Dictionary<string, JsonElement> { ["requirement.initial_factor"] = JsonSerializer.SerializeToElement(1.1) };
        var proposal = await ada.Parameters.Propose(new(change), active.Hash, cancellation: cancellation);
        await grace.Parameters.Approve(proposal.Number, new(proposal.Hash, proposal.BaseHash), cancellation: cancellation);
        while (!await IsActivated(grace, proposal.Number, cancellation)) await Task.Delay(100, cancellation);
    }

    // Its run on the live book comes first, and takes its time.
    private static async Task<bool> IsActivated(RiskClusterClient grace, long number, CancellationToken cancellation)
    {
        try
        {
            await grace.Parameters.Activate(number, cancellation: cancellation);
            return true;
        }
        catch (RiskClusterException refused) when (refused.Problem.Reason is "no_impact" or "timelocked" or "not_due")
        {
            return false;
        }
    }
}
