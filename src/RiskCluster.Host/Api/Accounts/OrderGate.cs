using RiskCluster.Contracts.Accounts;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Api.Accounts;

/// <summary>Decides on orders and fails closed: whatever cannot be found out in time is a no. What is wrong with the question itself is a problem.</summary>
internal sealed class OrderGate(LiveNode node)
{
    /// <summary>May the order be taken.</summary>
    /// <param name="venue">Whose order.</param>
    /// <param name="account"><c>venue/account</c>.</param>
    /// <param name="order">The order.</param>
    /// <param name="id">Under which name its margin is reserved; null to reserve none.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="RefusedException">The order makes no sense.</exception>
    public async Task<OrderChecked> Check(string venue, string account, OrderCheck order, MessageId? id, CancellationToken cancellation)
    {
        var deadlineMs = node.NowMs + order.DeadlineMs;
        // A reservation waits for the disk: off the caller's thread, so that the deadline counts whatever this costs. An assessment computes for some microseconds, less than a change of
        // threads takes, and mostly has its answer here.
        var deciding = id is { } named ? Task.Run(() => Decide(venue, account, order, named, deadlineMs, cancellation), CancellationToken.None) : Decide(venue, account, order, null, deadlineMs, cancellation);
        try
        {
            if (deciding.IsCompleted) return node.NowMs <= deadlineMs ? await deciding : No("deadline_passed");
            return await deciding.WaitAsync(TimeSpan.FromMilliseconds(order.DeadlineMs), node.Clock, cancellation);
        }
        catch (TimeoutException)
        {
            if (id is { } late) _ = GiveBack(deciding, account, order.OrderId, late);
            return No("deadline_passed");
        }
        catch (Exception problem) when (problem is ActorUnavailableException or JournalUnavailableException)
        {
            if (id is { } late) _ = GiveBack(deciding, account, order.OrderId, late);
            return No("cannot_be_told");
        }
    }

    private static OrderChecked No(string reason, MarginEvidence? evidence = null) => Answer(false, reason, null, null, evidence);

    private static OrderChecked Answer(bool isValid, string reason, string? reservation, long? expiresAtMs, MarginEvidence? evidence) =>
        new(isValid, [reason], reservation, expiresAtMs, evidence?.PreInitialMarginUsd, evidence?.PostInitialMarginUsd, evidence?.PostExcessUsd, evidence?.Inputs.Body());

    private async Task<OrderChecked> Decide(string venue, string account, OrderCheck order, MessageId? id, long deadlineMs, CancellationToken cancellation)
    {
        var state = (await node.Actors.Venue(venue).Read(fenced: false, cancellation)).State;
        if (state.Profile is null) throw Refusals.NotFound("not_registered", $"venue '{venue}' has not registered");
        RequireSense(order);
        if (!state.Instruments.ContainsKey(order.Instrument)) throw new RefusedException(new(ProblemCode.UnknownInstrument, "unknown_instrument", "instrument", $"the venue does not list '{order.Instrument}'"));
        if (state.Halt is not null) return No("venue_halted");
        return id is { } named ? await Reserve(account, order, named, deadlineMs, cancellation) : await Assess(account, order, cancellation);
    }

    // The account's own rules say the same; here it keeps nonsense from the board.
    private static void RequireSense(OrderCheck order)
    {
        if (order.Size == 0 || !DecimalBounds.Holds(order.Size, DecimalBounds.MaxQuantity)) throw Refusals.Invalid("order_size", "size", $"the size is not 0, within 1e15, and has at most {DecimalBounds.MaxScale} digits after the point");
        if (!DecimalBounds.IsPrice(order.Price)) throw Refusals.Invalid("order_price", "price", $"the price is from 1e-9 to 1e12 with at most {DecimalBounds.MaxScale} digits after the point");
    }

    private async Task<OrderChecked> Assess(string account, OrderCheck order, CancellationToken cancellation)
    {
        var gap = (await node.Actors.Account(account).Read(fenced: false, cancellation)).State.Gap;
        using var assessment = node.Board.AssessOrder(account, new(order.Instrument, order.Size, order.Price));
        if (assessment.Margins.IsEmpty) return No("margin_unknown");
        var evidence = assessment.Margins[0];
        if (evidence.Status is FigureStatus.Stale or FigureStatus.Halted) return No(evidence.Status == FigureStatus.Stale ? "margin_stale" : "margin_halted", evidence);
        if (gap is not null && !evidence.ReducesRisk) return No("gap_open", evidence);
        if (!assessment.Passes) return No("insufficient_margin", evidence);
        return Answer(true, Reason(evidence), null, null, evidence);
    }

    private async Task<OrderChecked> Reserve(string account, OrderCheck order, MessageId id, long deadlineMs, CancellationToken cancellation)
    {
        var actor = node.Actors.Account(account);
        var before = (await actor.Read(fenced: false, cancellation)).State;
        var evidence = before.Reservations.ContainsKey(order.OrderId) ? null : Evidence(account, order);
        var answer = await actor.Tell(new(id, new AccountCommand.Reserve(order.OrderId, order.Instrument, order.Size, order.Price, order.LifetimeMs), deadlineMs), cancellation);
        if (answer.Problem is { } problem && !answer.IsAccepted)
            return IsAboutTheQuestion(problem.Code) ? throw new RefusedException(problem) : No(problem.Reason, evidence);
        var now = (await actor.Read(fenced: false, cancellation)).State;
        if (!now.Reservations.TryGetValue(order.OrderId, out var reservation) || reservation.ExpiresAtMs <= node.NowMs) return No("reservation_over", evidence);
        return Answer(true, evidence is null ? "reserved_before" : Reason(evidence), order.OrderId, reservation.ExpiresAtMs, evidence);
    }

    // For the figures of the answer; the decision is the account's, on evidence of its own.
    private MarginEvidence? Evidence(string account, OrderCheck order)
    {
        using var assessment = node.Board.AssessOrder(account, new OrderIntent(order.Instrument, order.Size, order.Price));
        return assessment.Margins.IsEmpty ? null : assessment.Margins[0];
    }

    private static string Reason(MarginEvidence evidence) => evidence.PostExcessUsd >= 0 ? "covered" : "reduces_risk";

    private static bool IsAboutTheQuestion(ProblemCode code) => code is ProblemCode.InvalidArgument or ProblemCode.UnknownInstrument or ProblemCode.IdempotencyConflict;

    // The caller has been told no: a reservation that is made all the same is given back.
    private async Task GiveBack(Task<OrderChecked> deciding, string account, string orderId, MessageId id)
    {
        try
        {
            if ((await deciding).ReservationId is null) return;
            await node.Actors.Account(account).Tell(new(MessageId.Keyed(id.Source, $"{id.Key}~late"), new AccountCommand.Release(orderId)), CancellationToken.None);
        }
        catch (Exception problem) when (problem is ActorUnavailableException or JournalUnavailableException or RefusedException or OperationCanceledException)
        {
            // It expires by itself.
        }
    }
}
