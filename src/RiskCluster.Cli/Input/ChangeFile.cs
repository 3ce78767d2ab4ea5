using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.WhatIf;

namespace RiskCluster.Cli.Input;

/// <summary>
/// A change to try: <c>{"account": "venue/name" | "owner": "name", "add_positions"?: true, "simulated_position_changes"?: [{"instrument", "size", "price"?}],
/// "simulated_collateral_changes"?: [{"currency", "amount", "chain"?, "account"?}], "overrides"?: [{"underlying", "spot_shift"?, "vol_shift"?}]}</c>.
/// </summary>
/// <param name="Account">Whose portfolio: an account's key.</param>
/// <param name="Owner">Or an owner's. Neither: an empty portfolio.</param>
/// <param name="Change">What to try.</param>
internal sealed record ChangeFile(string? Account, string? Owner, WhatIfChange Change)
{
    private const string Cash = "USD";

    /// <summary>The change of a file; <paramref name="prices"/> tell what collateral is worth.</summary>
    /// <exception cref="InputException">Not of this shape, an amount out of its range, or collateral without a price.</exception>
    public static ChangeFile Read(string file, CollateralPrices prices) => Of(file, StrictJson.Read<ChangeDocument>(file), prices);

    /// <summary>The change of a text; <paramref name="name"/> is for errors.</summary>
    /// <exception cref="InputException">Not of this shape, an amount out of its range, or collateral without a price.</exception>
    public static ChangeFile Parse(string name, ReadOnlySpan<byte> json, CollateralPrices prices) => Of(name, StrictJson.Parse<ChangeDocument>(name, json), prices);

    private static ChangeFile Of(string file, ChangeDocument document, CollateralPrices prices)
    {
        if (document.Account is not null && document.Owner is not null) throw new InputException(file, "$.owner", "is not given together with account");
        var positions = (document.SimulatedPositionChanges ?? []).Select((entry, i) => ReadPosition(file, $"$.simulated_position_changes[{i}]", entry));
        var collateral = (document.SimulatedCollateralChanges ?? []).Select((entry, i) => (Entry: entry, Path: $"$.simulated_collateral_changes[{i}]")).ToLookup(line => line.Entry.Currency == Cash);
        var cashUsd = collateral[true].Select(line => ReadCash(file, line.Path, line.Entry)).Sum();
        var pledges = collateral[false].Select(line => ReadPledge(file, line.Path, line.Entry, prices));
        ImmutableArray<MarketShift> shifts = [.. (document.Overrides ?? []).Select((entry, i) => ReadShift(file, $"$.overrides[{i}]", entry))];
        var twice = shifts.GroupBy(shift => shift.Underlying).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InputException(file, "$.overrides", $"{twice.Key} comes twice");
        return new(document.Account, document.Owner, new(document.AddPositions, [.. positions], cashUsd, shifts) { Collateral = [.. pledges] });
    }

    private static Position ReadPosition(string file, string path, PositionEntry entry)
    {
        try
        {
            InstrumentName.Parse(entry.Instrument);
        }
        catch (FormatException problem)
        {
            throw new InputException(file, $"{path}.instrument", problem.Message);
        }

        if (!double.IsFinite(entry.Size)) throw new InputException(file, $"{path}.size", "must be a finite number");
        if (entry.Price is { } price && !(price > 0 && double.IsFinite(price))) throw new InputException(file, $"{path}.price", "must be a positive number");
        return new(entry.Instrument, entry.Size, entry.Price);
    }

    private static double ReadCash(string file, string path, CollateralChangeEntry entry)
    {
        if (entry.Chain is not null) throw new InputException(file, $"{path}.chain", $"is not given with {Cash}, which is cash");
        if (entry.Account is not null) throw new InputException(file, $"{path}.account", $"is not given with {Cash}, which is cash");
        return double.IsFinite(entry.Amount) ? entry.Amount : throw new InputException(file, $"{path}.amount", "must be a finite number");
    }

    private static CollateralChange ReadPledge(string file, string path, CollateralChangeEntry entry, CollateralPrices prices) =>
        new(prices.Price(file, path, new(entry.Currency, entry.Amount, entry.Chain), "currency"), entry.Account);

    private static MarketShift ReadShift(string file, string path, OverrideEntry entry)
    {
        RequireShift(file, $"{path}.spot_shift", entry.SpotShift);
        RequireShift(file, $"{path}.vol_shift", entry.VolShift);
        return new(entry.Underlying, entry.SpotShift, entry.VolShift);
    }

    private static void RequireShift(string file, string path, double shift)
    {
        if (!(shift is > -1 and <= 10)) throw new InputException(file, path, "must be a relative move within (-1, 10]");
    }

    private sealed record ChangeDocument(
        string? Account = null,
        string? Owner = null,
        bool AddPositions = true,
        IReadOnlyList<PositionEntry>? SimulatedPositionChanges = null,
        IReadOnlyList<CollateralChangeEntry>? SimulatedCollateralChanges = null,
        IReadOnlyList<OverrideEntry>? Overrides = null);

    private sealed record PositionEntry(string Instrument, double Size, double? Price = null);

    private sealed record CollateralChangeEntry(string Currency, double Amount, string? Chain = null, string? Account = null);

    private sealed record OverrideEntry(string Underlying, double SpotShift = 0, double VolShift = 0);
}
