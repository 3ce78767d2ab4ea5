using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language.Components;

namespace RiskCluster.Risk.Language;

/// <summary>A portfolio in a market under a model, complete: every price looked up, every mark made. Components only ever see this.</summary>
internal sealed class MarginCase
{
    private readonly bool readsArrays;

    private MarginCase(ModelDocument document, ModelPortfolio portfolio, ModelMarket market)
    {
        Document = document;
        Portfolio = Merge(portfolio);
        Market = market;
        Valuation = document.Single<Valuation>() ?? Valuation.Undiscounted;
        var legNames = Portfolio.Positions.Select(position => position.Instrument.Name);
        LineNames = [.. legNames, .. Portfolio.Collateral.Select(holding => holding.Asset)];
        Collateral = [.. Portfolio.Collateral.Select((holding, i) => ResolveCollateral(holding, Portfolio.Positions.Length + i))];
        readsArrays = document.All<IReadsRiskArrays>().Any();
        var foreign = Portfolio.Positions.Where(position => !market.Underlyings.ContainsKey(position.Instrument.Underlying)).ToList();
        if (foreign.Find(position => !IsReadFromArray(position)) is { } missing)
            throw new ModelInputException(missing.Instrument.Name, $"the market has no underlying {missing.Instrument.Underlying}");
        if (Portfolio.Positions.FirstOrDefault(position => IsUnpriceable(position) && !IsReadFromArray(position)) is { } nameless)
            throw new ModelInputException(nameless.Instrument.Name, "the name says nothing of how to price it, and this model reads no risk arrays");
        // What is only known by arrays needs no market of its coin.
        var coins = foreign.Select(position => position.Instrument.Underlying).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Books = [.. market.Underlyings.Values.Concat(coins.Select(coin => new UnderlyingQuote(coin, new(0), new(0), 0, []))).Select(ResolveBook).Where(IsHeld)];
        MarkValue = Books.SelectMany(book => book.Legs).Sum(leg => leg.MarkValue) + Collateral.Sum(line => line.Value) + Valuation.FromUsd(portfolio.CashUsd, this);
    }

    public ModelDocument Document { get; }

    public ModelPortfolio Portfolio { get; }

    public ModelMarket Market { get; }

    public Valuation Valuation { get; }

    /// <summary>Positions by name, then collateral by name: what contributions are told by.</summary>
    public ImmutableArray<string> LineNames { get; }

    /// <summary>By coin; the only coin of a market has a book even when nothing of it is held.</summary>
    public ImmutableArray<UnderlyingBook> Books { get; }

    public ImmutableArray<CollateralLine> Collateral { get; }

    /// <summary>Positions, collateral and cash, in the model's unit.</summary>
    public double MarkValue { get; }

    /// <exception cref="ModelInputException">The market lacks what a position needs.</exception>
    public static MarginCase Resolve(ModelDocument document, ModelPortfolio portfolio, ModelMarket market) => new(document, portfolio, market);

    // Spot is collateral, and equal lines are one: the order of a portfolio's lines changes no bit of the result. A size of 0 is not held: it needs no market.
    private static ModelPortfolio Merge(ModelPortfolio portfolio)
    {
        var spot = portfolio.Positions
            .Where(position => position.Instrument.Kind == InstrumentKind.Spot)
            .Select(position => new CollateralHolding(position.Instrument.Underlying, position.Size));
        var collateral = portfolio.Collateral.Concat(spot)
            .GroupBy(holding => holding.Asset, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CollateralHolding(group.Key, group.Select(holding => holding.Amount).Order().Sum()));
        var options = portfolio.Positions
            .Where(position => position.Instrument.IsOption)
            .GroupBy(position => position.Instrument.Name, StringComparer.Ordinal)
            .Select(group => group.First() with { Size = group.Select(position => position.Size).Order().Sum() });
        var positions = portfolio.Positions
            .Where(position => position.Instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual)
            .Concat(options)
            .OrderBy(position => position.Instrument.Name, StringComparer.Ordinal)
            .ThenBy(position => position.Size)
            .ThenBy(position => position.AveragePriceUsd)
            .ThenBy(position => position.UnrealisedFundingUsd);
        return portfolio with
        {
            Positions = [.. positions.Where(position => position.Size != 0 || position.UnrealisedFundingUsd != 0)],
            Collateral = [.. collateral.Where(holding => holding.Amount != 0)],
        };
    }

    private bool IsHeld(UnderlyingBook book) => Market.Underlyings.Count == 1 || book.Legs.Any() || book.WithArrays.Length + book.Collateral.Length > 0;

    private bool IsReadFromArray(ModelPosition position) => readsArrays && position.RiskArray is not null;

    private static bool IsUnpriceable(ModelPosition position) => position.Instrument is { Kind: InstrumentKind.Future } future && future.Expiry == Instrument.NoExpiry;

    private CollateralLine ResolveCollateral(CollateralHolding holding, int line)
    {
        var quote = Market.PriceOf(holding.Asset);
        var indexConfidence = Market.Underlyings.Values.Select(underlying => underlying.Spot.Confidence).DefaultIfEmpty(1).Min();
        var valueUsd = holding.Amount * quote.PriceUsd / Market.StablePriceUsd;
        return new(line, holding.Asset, Valuation.FromUsd(valueUsd, this), Math.Min(quote.Confidence, indexConfidence));
    }

    private UnderlyingBook ResolveBook(UnderlyingQuote quote)
    {
        var held = Portfolio.Positions.Select((position, line) => (position, line)).Where(item => item.position.Instrument.Underlying == quote.Underlying).ToList();
        var withArrays = held.Where(item => IsReadFromArray(item.position)).Select(item => new Leg(item.line, item.position, item.position.Size, 0, 0, 0)).ToList();
        held.RemoveAll(item => IsReadFromArray(item.position));
        var expiries = held
            .Where(item => item.position.Instrument.IsOption || item.position.Instrument.Kind == InstrumentKind.Future)
            .GroupBy(item => item.position.Instrument.Expiry)
            .OrderBy(group => group.Key)
            .Select(group => ResolveExpiry(group.Key == Instrument.NoExpiry ? PerpetualOptionQuote(quote, group.First().position) : quote.Find(group.Key), group));
        var perpetuals = held
            .Where(item => item.position.Instrument.Kind == InstrumentKind.Perpetual)
            .Select(item => Linear(item.position, item.line, quote.Perpetual.PriceUsd));
        var haircuts = Document.Single<CollateralHaircuts>();
        var moving = Collateral.Where(line => haircuts?.MovesWith(line.Asset, quote.Underlying, Market) ?? false);
        return new(quote, [.. expiries], [.. perpetuals], [.. withArrays], [.. moving]);
    }

    private ExpiryQuote PerpetualOptionQuote(UnderlyingQuote quote, ModelPosition position) =>
        Document.Single<PerpetualOptions>()?.Quote(quote) ?? throw new ModelInputException(position.Instrument.Name, "the model has no rule for options that never expire");

    private ExpiryBook ResolveExpiry(ExpiryQuote quote, IEnumerable<(ModelPosition Position, int Line)> held)
    {
        // What has expired is settled, with or without a window.
        var fixedUsd = quote.FixedForwardUsd ?? (quote.SecondsToExpiry == 0 ? quote.ForwardUsd : Document.Single<SettlementWindow>()?.FixedForwardUsd(quote) ?? 0);
        var book = new ExpiryBook(quote, fixedUsd, quote.ForwardUsd - fixedUsd, Valuation.Discount(quote), [], []);
        var legs = held
            .Select(item => item.Position.Instrument.IsOption ? Option(book, item.Position, item.Line) : Linear(item.Position, item.Line, quote.ForwardUsd))
            .ToList();
        return book with
        {
            Options = [.. legs.Where(leg => leg.Position.Instrument.IsOption)],
            Futures = [.. legs.Where(leg => !leg.Position.Instrument.IsOption)],
        };
    }

    private Leg Option(ExpiryBook book, ModelPosition position, int line)
    {
        var vol = book.Quote.Smile?.VolAt(position.Instrument.Strike, book.Quote.ForwardUsd);
        if (vol is null) throw new ModelInputException(position.Instrument.Name, "the market has no volatility of this strike");
        var leg = new Leg(line, position, position.Size, 0, vol.Value, 0);
        return leg with { MarkValue = Valuation.OptionValue(book, leg, 1, leg.VolAnnual) };
    }

    private Leg Linear(ModelPosition position, int line, double markUsd)
    {
        if (!(markUsd > 0)) throw new ModelInputException(position.Instrument.Name, "the market has no price of it");
        var coins = position.Instrument.IsSizedInUsd && !position.IsSizedInCoin ? position.Size / markUsd : position.Size;
        var leg = new Leg(line, position, coins, markUsd, 0, 0);
        return leg with { MarkValue = Valuation.UnrealisedProfit(leg) };
    }
}
