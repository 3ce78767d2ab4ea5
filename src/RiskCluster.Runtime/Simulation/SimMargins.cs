using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Facts;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Margins by a simple rule: 10 USD a unit of an order, against 100 USD of equity; from the market as this process sees it.</summary>
internal sealed class SimMargins(SimWorld world, IActors actors, TimeProvider clock) : IMarginSource
{
    private const decimal MarginUsdPerUnit = 10;
    private ActiveParameters? remembered;

    public async ValueTask<MarginFacts> AfterOrder(AccountState account, AccountCommand.Reserve order, CancellationToken cancellation)
    {
        var toldSeq = world.Witness.ToldSeq(SimModel.Stream);
        var (asked, askedModel) = (Market(cancellation), ActiveModel(cancellation));
        var (seen, model) = (await asked, await askedModel);
        if (seen is not { } market || model is null) return new([]);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        world.Witness.Accounts.Margined(account.Key, order.OrderId, now - market.AtMs, world.Witness.Governance.IsOrWasActive(model.Hash, toldSeq));
        var isFresh = market.Status is FigureStatus.Ok or FigureStatus.Degraded && now - market.AtMs <= MarketTruth.MaxAgeMs;
        var status = isFresh || world.Off == Guard.FreshMarket ? FigureStatus.Ok : FigureStatus.Stale;
        var equityUsd = AccountTruth.EquityUsd + (world.Off == Guard.Reservation ? account.ReservedUsd : 0);
        return new([Evidence(account.OwnerKey, status, Math.Abs(order.Size) * MarginUsdPerUnit, equityUsd, account.ReservedUsd, account.Seq, now)]);
    }

    public ValueTask<MarginFacts> AfterUnlink(PortfolioState portfolio, string account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var equityUsd = PortfolioTruth.IsCovered(portfolio.Owner, account) || world.Off == Guard.UnlinkMargin ? AccountTruth.EquityUsd : 0;
        ImmutableArray<string> sides = [portfolio.Owner, account];
        return new(new MarginFacts([.. sides.Select(side => Evidence(side, FigureStatus.Ok, MarginUsdPerUnit, equityUsd, 0, portfolio.Seq, now))]));
    }

    private async Task<(FigureStatus Status, long AtMs)?> Market(CancellationToken cancellation)
    {
        try
        {
            var market = (await actors.MarketData(SimWorld.Underlying).Read(fenced: false, cancellation)).State;
            return market.Consensus is { } consensus ? (market.Status, consensus.AsOfMs) : null;
        }
        catch (ActorUnavailableException)
        {
            return null;
        }
    }

    // The guard is that the process which writes the model's versions is asked, and confirms it, each time.
    private async Task<ActiveParameters?> ActiveModel(CancellationToken cancellation)
    {
        if (world.Off == Guard.OneModel && remembered is not null) return remembered;
        try
        {
            var reading = await actors.RiskParameters(SimModel.Name).Read(fenced: true, cancellation);
            world.Witness.Told(SimModel.Stream, reading.Head);
            return remembered = reading.State.Active;
        }
        catch (ActorUnavailableException)
        {
            return null;
        }
    }

    private static MarginEvidence Evidence(string portfolio, FigureStatus status, decimal marginUsd, decimal equityUsd, decimal reservedUsd, long seq, long now) =>
        new(portfolio, status, 0, marginUsd, marginUsd, equityUsd, equityUsd, reservedUsd, new(1, seq, 1, "simulation", now));
}
