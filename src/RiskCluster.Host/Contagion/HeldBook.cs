using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Engine;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Contagion;

/// <summary>This process's part of the book at one moment, held until all of it has been asked for. Its arrays are made with the first rows and let go with the last.</summary>
internal sealed class HeldBook : IDisposable
{
    /// <summary>Rows of one answer.</summary>
    public const int Page = 1_000;

    private readonly Lock gate = new();
    private readonly BoardView view;
    private ImmutableArray<BoardPlace> places;
    private BoardBook? book;
    private PortfolioMargin? margin;
    private Dictionary<string, double> prices = [];

    public HeldBook(BoardBook book)
    {
        (this.book, view) = (book, book.View);
        places = [.. book.Places.OrderBy(place => place.Account, StringComparer.Ordinal)];
        Part = new(
            view.MarketSeq,
            Basis(view),
            places.Length,
            places.Select(place => place.Owner).Distinct(StringComparer.Ordinal).Count(),
            [.. places.Select(place => KeyName.VenueOf(place.Account)).Distinct(StringComparer.Ordinal)],
            HashOf());
    }

    /// <summary>What it is.</summary>
    public BookPart Part { get; }

    /// <summary>The next rows, by ordinal account; none behind the last.</summary>
    public ImmutableArray<BookRow> Rows(RowsQuestion question, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (book is null || question.From >= places.Length)
            {
                Dispose();
                return [];
            }

            if (margin is null) Open(book, question);
            var pools = question.Pools.ToHashSet(StringComparer.Ordinal);
            var rows = ImmutableArray.CreateBuilder<BookRow>(Page);
            foreach (var place in places.Skip(question.From).Take(Page))
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(Row(place, margin!, pools));
            }

            return rows.ToImmutable();
        }
    }

    /// <summary>Lets go of all but what it was.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            margin?.Dispose();
            (margin, book, places) = (null, null, []);
        }
    }

    private void Open(BoardBook held, RowsQuestion question)
    {
        margin = held.Open();
        foreach (var shift in question.Shifts) margin.Take(shift.Apply(view.Markets.First(market => market.Snapshot.Underlying == shift.Underlying).Snapshot));
        prices = view.Context.Market.ToDictionary(market => market.Underlying, market => market.IndexPrice * (1 + (question.Shifts.FirstOrDefault(shift => shift.Underlying == market.Underlying)?.Spot ?? 0)), StringComparer.Ordinal);
    }

    // Collateral in a pool stands beside the claim on the venue; all other at its market price is part of it, debts always.
    private BookRow Row(BoardPlace place, PortfolioMargin margin, HashSet<string> pools)
    {
        try
        {
            var figure = margin.Figure(place.Lots);
            var values = place.Lots.Entry.Collateral.Select(line => (line.Asset.Asset, Usd: line.Asset.Quantity * prices.GetValueOrDefault(line.Asset.Asset))).ToList();
            var pooled = values.Where(value => pools.Contains(value.Asset) && value.Usd > 0).GroupBy(value => value.Asset).ToImmutableSortedDictionary(group => group.Key, group => group.Sum(value => value.Usd), StringComparer.Ordinal);
            var besidesUsd = values.Where(value => !pools.Contains(value.Asset) || value.Usd < 0).Sum(value => value.Usd);
            return new(place.Account, place.Owner, margin.MarkedEquityUsd(place.Lots) + besidesUsd, figure.InitialMarginUsd, pooled);
        }
        catch (UnpricedInstrumentException)
        {
            return new(place.Account, place.Owner, 0, null, ImmutableSortedDictionary<string, double>.Empty);
        }
    }

    private static string Basis(BoardView view)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{view.Model.ModelVersion} {view.Model.ParametersVersion}");
        foreach (var market in view.Markets) text.Append(CultureInfo.InvariantCulture, $"; {market.Snapshot.Underlying} {market.Snapshot.Version} {market.Snapshot.AsOf.Milliseconds} {market.Snapshot.IndexPrice:R} {market.Snapshot.PerpetualPrice:R}");
        return text.ToString();
    }

    private string HashOf()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{view.MarketSeq}\n{view.Model.ModelVersion}\n");
        foreach (var place in places) text.Append(CultureInfo.InvariantCulture, $"{place.Account} {place.Owner} {place.Lots.Sequence}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
