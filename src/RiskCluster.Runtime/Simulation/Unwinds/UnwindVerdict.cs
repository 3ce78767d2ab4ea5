using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>What must be so of an unwind that is over, found from its durable events alone: each fill is in queue, account and leg once, no step raised the risk, and no money came or went.</summary>
/// <param name="requirementUsd">Initial margin of olga's positions by account, in the market in which she is unwound.</param>
/// <param name="mark">Marks there, by instrument.</param>
internal sealed class UnwindVerdict(Func<decimal[], double> requirementUsd, Func<string, decimal> mark)
{
    private const double Digits = 1e-9;
    private readonly Dictionary<(string Account, string Source, long Ordinal), LiquidationQueueEvent.FillTaken> taken = [];
    private readonly Dictionary<string, LiquidationOrder> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> filled = new(StringComparer.Ordinal);
    private readonly HashSet<(string Venue, string FillId)> fillIds = [];
    private readonly HashSet<(string Account, string Source, long Ordinal)> booked = [];
    private readonly HashSet<(long Leg, string FillId)> told = [];
    private readonly HashSet<long> issued = [];
    private readonly Dictionary<string, AccountState> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> owedUsd = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> funds = new(StringComparer.Ordinal);
    private readonly decimal[] sizes = new decimal[UnwindBook.Accounts.Length];
    private double riskBeforeStepUsd = double.PositiveInfinity;
    private UnwindState unwind = UnwindMachine.Initial(UnwindBook.Owner);

    /// <summary>Fills that counted twice, or beyond their order.</summary>
    public int DoubleFills { get; private set; }

    /// <summary>Fills after which the risk was higher than before their step, all venues' fills so far taken together.</summary>
    public int RaisingFills { get; private set; }

    /// <summary>Fills that an account or a leg has not got, and legs that are out.</summary>
    public int Orphans => taken.Keys.Count(fill => !booked.Contains(fill)) + taken.Values.Count(fill => !told.Contains((orders[fill.TaskId].LegId, fill.FillId))) + issued.Count;

    /// <summary>The greatest difference between what somebody has and what he should have.</summary>
    public decimal LargestErrorUsd()
    {
        var errors = accounts.Select(account => EquityUsd(account.Value) - owedUsd[account.Key]).ToList();
        var losses = unwind.Losses;
        foreach (var (venue, fundUsd) in funds) errors.Add(fundUsd - UnwindBook.InsuranceFundUsd + (losses.GetValueOrDefault(venue)?.InsuranceUsd ?? 0));
        foreach (var (venue, loss) in losses)
        {
            errors.Add(loss.DeficitUsd - loss.BufferUsd - (loss.InsuranceUsd ?? 0) - (loss.SharedUsd ?? 0) - loss.OpenUsd());
            errors.Add(UnwindBook.SharerUsd - accounts[$"{venue}/sam"].CashUsd - (loss.SharedUsd ?? 0));
        }

        // What olga owes in all is what others were asked for.
        if (!losses.IsEmpty) errors.Add(losses.Values.Sum(loss => loss.DeficitUsd - loss.BufferUsd) + UnwindBook.Accounts.Sum(account => EquityUsd(accounts[account])));
        return errors.Max(Math.Abs);
    }

    /// <summary>Takes the next event in.</summary>
    public void See(LoggedEvent logged)
    {
        switch (logged.Event)
        {
            case AccountEvent change: See(logged.Actor.Key, change); break;
            case LiquidationQueueEvent change: See(logged.Actor, change); break;
            case UnwindEvent change: See(change); break;
            case VenueEvent.InsuranceFundChanged fund: funds[logged.Actor.Key] = fund.BalanceUsd; break;
            case VenueEvent.InsuranceDrawn drawn: funds[logged.Actor.Key] = drawn.BalanceUsd; break;
        }
    }

    private void See(string account, AccountEvent change)
    {
        var state = AccountMachine.Apply(accounts.GetValueOrDefault(account) ?? AccountMachine.Initial(account), change);
        accounts[account] = state;
        switch (change)
        {
            case AccountEvent.FillApplied fill:
                var key = (account, fill.Source, fill.Ordinal);
                if (!booked.Add(key) || !taken.TryGetValue(key, out var known) || (known.Quantity, known.Price) != (fill.Quantity, fill.Price)) DoubleFills++;
                break;
            case AccountEvent.LossSharePaid:
                break;
            default:
                // What the venue says is right.
                owedUsd[account] = EquityUsd(state);
                if (UnwindBook.Accounts.IndexOf(account) is >= 0 and var i) sizes[i] = state.Positions.Values.Sum(position => position.Size);
                break;
        }
    }

    private void See(ActorAddress queue, LiquidationQueueEvent change)
    {
        if (change is LiquidationQueueEvent.TaskEnqueued enqueued) orders[enqueued.TaskId] = enqueued.Order;
        if (change is not LiquidationQueueEvent.FillTaken fill) return;
        var order = orders[fill.TaskId];
        if (!taken.TryAdd((order.Account, queue.ToString(), fill.Ordinal), fill) || !fillIds.Add((queue.Key, fill.FillId))) DoubleFills++;
        filled[fill.TaskId] = filled.GetValueOrDefault(fill.TaskId) + fill.Quantity;
        if (Math.Abs(filled[fill.TaskId]) > Math.Abs(order.Quantity)) DoubleFills++;
        sizes[UnwindBook.Accounts.IndexOf(order.Account)] += fill.Quantity;
        owedUsd[order.Account] += fill.Quantity * (mark(order.Instrument) - fill.Price);
        if (requirementUsd(sizes) > riskBeforeStepUsd * (1 + Digits)) RaisingFills++;
    }

    private void See(UnwindEvent change)
    {
        var before = unwind.LastLegId;
        unwind = UnwindMachine.Apply(unwind, change);
        switch (change)
        {
            case UnwindEvent.StepIssued step:
                if (step.Wave == 0) riskBeforeStepUsd = requirementUsd(sizes);
                for (var leg = before + 1; leg <= unwind.LastLegId; leg++) issued.Add(leg);
                break;
            case UnwindEvent.LegFilled fill:
                if (!told.Add((fill.LegId, fill.FillId)) || !taken.Values.Any(known => known.FillId == fill.FillId && known.Quantity == fill.Quantity)) DoubleFills++;
                break;
            case UnwindEvent.LegClosed closed:
                issued.Remove(closed.LegId);
                break;
            case UnwindEvent.LossShared shared:
                foreach (var share in shared.Shares) owedUsd[share.Account] -= share.AmountUsd;
                break;
        }
    }

    // Options are paid for in full, so they have no price that they were entered at.
    private decimal EquityUsd(AccountState account) => account.CashUsd + account.Positions.Sum(position => position.Value.Size * (mark(position.Key) - (position.Key == UnwindBook.Perpetual ? position.Value.AveragePrice!.Value : 0)));
}
