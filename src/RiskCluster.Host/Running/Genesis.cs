using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Host.Running;

/// <summary>What a fresh journal begins with: a model in force, and who governs it.</summary>
public static class Genesis
{
    private const long Hour = 3_600_000;

    /// <summary>The charter that a new model begins with: two approvals, and what loosens waits two days.</summary>
    public static Charter CharterOf(IReadOnlyList<string> governors) => new(
        [.. governors], Threshold: Math.Min(2, governors.Count - 1), OverrideThreshold: Math.Min(2, governors.Count - 1), TimelockMs: 48 * Hour, ApprovalTtlMs: 72 * Hour, ProposalTtlMs: 120 * Hour,
        ImpactMaxAgeMs: 24 * Hour, MaxBreachShare: 0.02m, MaxChange: 0.25m, EpochMs: 24 * Hour, RollbackWindowMs: 24 * Hour);

    /// <summary>Puts a model in force where none of its name is; one that was governed since stays as it is.</summary>
    /// <exception cref="InvalidOperationException">The model or its governors are refused.</exception>
    public static async Task Establish(IActors actors, RiskModel model, IReadOnlyList<string> governors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actors);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(governors);
        var parameters = actors.RiskParameters(model.Name);
        if ((await parameters.Read(fenced: true, cancellation)).State.Active is not null) return;
        var establish = new RiskParametersCommand.Establish(model.CanonicalText, CharterOf(governors), "genesis");
        var answer = await parameters.Tell(new(MessageId.Keyed("genesis", "establish"), establish), cancellation);
        if (!answer.IsAccepted) throw new InvalidOperationException($"the model {model.Name} cannot be put in force: {answer.Problem}");
    }
}
