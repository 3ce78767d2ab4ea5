using System.Collections.Immutable;
using System.Text.Json;
using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.WhatIf;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>Tries changes on accounts, owners, or on nothing held, in the markets of the last margin cycle (MODEL MRG-11).</summary>
internal sealed class Simulations(LiveNode node, ReadLane lane)
{
    /// <summary>Before and after a change. Whoever asks may see the portfolio: that is decided before.</summary>
    /// <exception cref="RefusedException">A field out of bounds, an unknown owner, what cannot be priced, or no margin cycle yet.</exception>
    public async Task<SimulatedMargin> Run(MarginSimulation body, CancellationToken cancellation)
    {
        var view = node.Board.View ?? throw Refusals.Unavailable("no_margin_cycle", "no margin cycle has run yet");
        var change = SimulationChange.Of(body, view);
        var held = new List<BoardAccount>();
        foreach (var key in await Accounts(body, cancellation)) held.Add(await Read(key, cancellation));
        return await lane.Run(() => Evaluate(view, [.. held.Select(account => account.ToPortfolio())], change, held.Max(account => (long?)account.PositionSeq) ?? 0), cancellation);
    }

    private async ValueTask<ImmutableArray<string>> Accounts(MarginSimulation body, CancellationToken cancellation)
    {
        if (body.Account is { } account) return [account];
        if (body.Owner is not { } owner) return [];
        // The board of an owner's home has its accounts; elsewhere the portfolio itself tells them.
        var held = node.Node.Peers?.HomeOf(owner) is null ? node.Board.AccountsOf(owner) : [.. (await node.Actors.Portfolio(owner).Read(fenced: false, cancellation)).State.Members];
        return held is { IsEmpty: false } accounts ? accounts : throw Refusals.NotFound("no_margin", $"'{owner}' holds nothing that is margined");
    }

    private async Task<BoardAccount> Read(string key, CancellationToken cancellation)
    {
        var reading = await node.Actors.Account(key).Read(fenced: false, cancellation);
        return BoardAccount.Of(reading.State, reading.Head);
    }

    private static SimulatedMargin Evaluate(BoardView view, IReadOnlyList<AccountPortfolio> accounts, WhatIfChange change, long positionSeq)
    {
        try
        {
            return Body(WhatIfEvaluation.Of(view.Context, accounts, change), Status(view, accounts, change), view.Inputs(positionSeq).Body());
        }
        catch (UnpricedInstrumentException problem)
        {
            var isTried = change.Positions.Any(position => position.Instrument == problem.Instrument) || change.Collateral.Any(line => line.Asset.Asset == problem.Instrument);
            throw isTried
                ? new RefusedException(new(ProblemCode.UnknownInstrument, "not_priced", null, problem.Message))
                : Refusals.Unavailable("not_priced", problem.Message);
        }
        catch (ArgumentException problem)
        {
            throw Refusals.Invalid("change_bounds", null, problem.Message);
        }
        catch (OverflowException)
        {
            throw Refusals.Invalid("result_bounds", null, "the result is beyond what amounts may be");
        }
    }

    private static SimulatedMargin Body(WhatIfResult result, MarginStatus status, AsOf asOf)
    {
        var (before, after) = (Rounded.Of(result.Before), Rounded.Of(result.After));
        return new(
            before.Equity,
            before.Initial,
            before.Maintenance,
            before.Equity - before.Initial,
            before.Equity - before.Maintenance,
            result.Before.State.Body(),
            after.Equity,
            after.Initial,
            after.Maintenance,
            after.Equity - after.Initial,
            after.Equity - after.Maintenance,
            result.After.State.Body(),
            [.. result.Components.Select(component => new SimulatedComponent(component.Name, Amount(component.Name, component.BeforeUsd), Amount(component.Name, component.AfterUsd)))],
            result.IsValidTrade,
            [.. result.Reasons.Select(Reasons.Of)],
            status,
            asOf);
    }

    // Components are requirements but for one.
    private static decimal Amount(string name, double usd) => name == "equity" ? UsdRounding.Equity(usd) : UsdRounding.Requirement(usd);

    private static MarginStatus Status(BoardView view, IReadOnlyList<AccountPortfolio> accounts, WhatIfChange change)
    {
        var underlyings = accounts.SelectMany(account => account.Positions).Concat(change.Positions)
            .Select(position => Risk.Instruments.InstrumentName.Parse(position.Instrument).Underlying)
            .Concat(accounts.SelectMany(account => account.Collateral).Select(asset => asset.Asset)).ToHashSet(StringComparer.Ordinal);
        return view.Markets.Where(market => underlyings.Contains(market.Snapshot.Underlying)).Select(market => market.Status).DefaultIfEmpty(FigureStatus.Ok).Max().Body();
    }

    private readonly record struct Rounded(decimal Equity, decimal Initial, decimal Maintenance)
    {
        public static Rounded Of(MarginFigure figure) => new(UsdRounding.Equity(figure.EquityUsd), UsdRounding.Requirement(figure.InitialMarginUsd), UsdRounding.Requirement(figure.MaintenanceMarginUsd));
    }
}
