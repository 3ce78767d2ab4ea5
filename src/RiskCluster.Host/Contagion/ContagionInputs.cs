using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiskCluster.Contracts.ContagionRuns;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Contagion;
using RiskCluster.Risk.Market;

namespace RiskCluster.Host.Contagion;

/// <summary>What a contagion run is computed from: the book of one moment, the venues' funds, and what was asked.</summary>
/// <param name="Book">Of the moment when it was asked for.</param>
/// <param name="FundsUsd">Insurance funds by venue.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Shifts">The market that the book is in.</param>
internal sealed record ContagionInputs(WholeBook Book, ImmutableSortedDictionary<string, decimal> FundsUsd, ContagionRequest Request, ImmutableArray<MarketShift> Shifts)
{
    private const int LongestName = 200;

    /// <summary>SHA-256 of all of it.</summary>
    public string Hash { get; } = HashOf(Book, FundsUsd, Request);

    /// <summary>Checks what was asked against the book; whatever is out of bounds is named.</summary>
    /// <exception cref="RefusedException">A field is out of bounds, or names what is not there.</exception>
    public static ContagionInputs Of(WholeBook book, ImmutableSortedDictionary<string, decimal> fundsUsd, ContagionRequest request)
    {
        if (request.Name.Trim().Length is 0 or > LongestName) throw Refusals.Invalid("name_bounds", "name", $"a name has 1 to {LongestName} characters");
        foreach (var (venue, loss) in request.FundLosses ?? ImmutableDictionary<string, decimal>.Empty)
        {
            if (!fundsUsd.ContainsKey(venue)) throw Refusals.Invalid("unknown_venue", $"fund_losses.{venue}", $"no account on the board is on '{venue}'");
            if (loss < 0) throw Refusals.Invalid("amount_bounds", $"fund_losses.{venue}", $"{loss} is below 0");
        }

        var pools = request.Pools ?? [];
        for (var i = 0; i < pools.Count; i++)
        {
            if (book.View.Markets.All(market => market.Snapshot.Underlying != pools[i].Asset)) throw Refusals.Invalid("unknown_underlying", $"pools[{i}].asset", $"there is no market of {pools[i].Asset}");
            if (pools.Take(i).Any(pool => pool.Asset == pools[i].Asset)) throw Refusals.Invalid("pool_twice", $"pools[{i}].asset", $"{pools[i].Asset} comes twice");
            if (pools[i].DepthUsd <= 0) throw Refusals.Invalid("amount_bounds", $"pools[{i}].depth_usd", "the depth is above 0");
        }

        foreach (var (pool, fall) in request.PriceFalls ?? ImmutableDictionary<string, decimal>.Empty)
            if (pools.All(item => item.Asset != pool) || fall is < 0 or > 1)
                throw Refusals.Invalid("price_fall", $"price_falls.{pool}", $"'{pool}' is none of the pools, or {fall} is not from 0 to 1");
        if (request.RecoveryOfAssets is < 0 or > 1) throw Refusals.Invalid("share_bounds", "recovery_of_assets", $"{request.RecoveryOfAssets} is not from 0 to 1");
        if (request.RecoveryOfClaims is < 0 or > 1) throw Refusals.Invalid("share_bounds", "recovery_of_claims", $"{request.RecoveryOfClaims} is not from 0 to 1");
        return new(book, fundsUsd, request, SimulationChange.Shifts(request.Overrides ?? [], book.View));
    }

    /// <summary>The network that the book is in the market asked for, and how many accounts have no price there and are left out.</summary>
    /// <param name="books">Who holds the book.</param>
    /// <param name="report">How far it is, 0 to 1.</param>
    /// <param name="cancellation">It is not wanted any more.</param>
    /// <exception cref="RefusedException">A part of the book cannot be had any more.</exception>
    public async Task<(ContagionNetwork Network, int Unpriced)> Network(ContagionBooks books, Action<double> report, CancellationToken cancellation)
    {
        var pools = (Request.Pools ?? []).OrderBy(pool => pool.Asset, StringComparer.Ordinal).ToList();
        var rows = await books.Rows(Book, new(Book.Name, 0, Shifts, [.. pools.Select(pool => pool.Asset)]), report, cancellation);
        var network = BookNetwork.Of(
            [.. FundsUsd.Select(fund => new BookVenue(fund.Key, (double)fund.Value))],
            [.. rows.Where(row => row.RequirementUsd is not null).Select(row => new BookAccount(row.Owner, KeyName.VenueOf(row.Account), row.EquityUsd, row.RequirementUsd!.Value, row.PooledUsd))],
            [.. pools.Select(pool => new ContagionPool(pool.Asset, (double)pool.DepthUsd))]);
        return (network, rows.Count(row => row.RequirementUsd is null));
    }

    /// <summary>What strikes.</summary>
    public ContagionShock Shock() => new(
        Request.Name.Trim(),
        (Request.FundLosses ?? ImmutableDictionary<string, decimal>.Empty).ToImmutableSortedDictionary(item => BookNetwork.VenueNode(item.Key), item => (double)item.Value, StringComparer.Ordinal),
        (Request.PriceFalls ?? ImmutableDictionary<string, decimal>.Empty).ToImmutableSortedDictionary(item => item.Key, item => (double)item.Value, StringComparer.Ordinal));

    /// <summary>What a default leaves.</summary>
    public DefaultCosts Costs() => new((double)Request.RecoveryOfAssets, (double)Request.RecoveryOfClaims);

    private static string HashOf(WholeBook book, ImmutableSortedDictionary<string, decimal> fundsUsd, ContagionRequest request)
    {
        var text = new StringBuilder();
        text.Append(System.Text.Json.JsonSerializer.Serialize(request, Contracts.ApiJson.Options)).Append('\n');
        foreach (var (venue, fund) in fundsUsd) text.Append(CultureInfo.InvariantCulture, $"{venue} {fund}\n");
        foreach (var hash in book.Parts.Select(part => part.Hash).Order(StringComparer.Ordinal)) text.Append(hash).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
