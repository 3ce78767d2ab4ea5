using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>The product's cells, or ones of which a guard is off.</summary>
/// <param name="off">Which.</param>
/// <param name="life">Name of the process: what it makes up is its own.</param>
internal sealed class UnwindBends(UnwindGuard off, string life)
{
    private const decimal TooMuch = 2.5m;
    private int count;

    public IActorCell Of(IActorCell cell) => (off, cell) switch
    {
        (UnwindGuard.FillOnce or UnwindGuard.ShareOnce, IActorCell<AccountState, AccountCommand, AccountEvent> account) => new BentCell<AccountState, AccountCommand, AccountEvent>(account, Bend),
        (UnwindGuard.FencingToken, IActorCell<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent> queue) =>
            new BentCell<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent>(queue, Bend),
        (UnwindGuard.StepLowers or UnwindGuard.Waves, IActorCell<UnwindState, UnwindCommand, UnwindEvent> unwind) => new BentCell<UnwindState, UnwindCommand, UnwindEvent>(unwind, Bend),
        _ => cell,
    };

    private Message<AccountCommand> Bend(AccountState state, Message<AccountCommand> message) => message.Command switch
    {
        AccountCommand.ApplyFill fill when off == UnwindGuard.FillOnce => new(Unknown(), state.Fills.GetValueOrDefault(fill.Source) is var seen && seen.Contains(fill.Ordinal) ? fill with { Ordinal = seen.Highest + 1 } : fill),
        AccountCommand.PayLossShare share when off == UnwindGuard.ShareOnce => new(Unknown(), share with { UnwindId = state.LossShares.GetValueOrDefault(share.Owner) + 1 }),
        _ => message,
    };

    private Message<LiquidationQueueCommand> Bend(LiquidationQueueState state, Message<LiquidationQueueCommand> message) =>
        message.Command is LiquidationQueueCommand.Fill fill && state.Tasks.GetValueOrDefault(fill.TaskId)?.Claim is { } claim ? message with { Command = fill with { Token = claim.Token } } : message;

    private Message<UnwindCommand> Bend(UnwindState state, Message<UnwindCommand> message)
    {
        if (message.Command is not UnwindCommand.AcceptPlan { Plan: var plan }) return message;
        if (off == UnwindGuard.Waves) return message with { Command = new UnwindCommand.AcceptPlan(plan with { Steps = [.. plan.Steps.Select(AtOnce)] }) };
        return plan.Version > 1 ? message : message with { Command = new UnwindCommand.AcceptPlan(Alone(plan)) };
    }

    private static PlanStep AtOnce(PlanStep step) => step with { Legs = [.. step.Legs.Select(leg => leg with { Wave = 0 })] };

    // A planner that leaves hedges alone and sells more than is held, and says that it lowers the requirement.
    private static UnwindPlan Alone(UnwindPlan plan)
    {
        var leg = plan.Steps[^1].Legs[^1];
        leg = leg with { Quantity = DecimalBounds.Plain(decimal.Round(leg.Quantity * TooMuch, 6)) };
        return plan with { Steps = plan.Steps.SetItem(plan.Steps.Length - 1, plan.Steps[^1] with { Legs = [leg with { Wave = 0 }] }) };
    }

    private MessageId Unknown() => MessageId.Keyed("unrecognised", $"{life}.{++count}");
}
