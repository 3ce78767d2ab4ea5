using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.WhatIf;

namespace RiskCluster.Cli.Input;

/// <summary>
/// A change to try: <c>{"account": "venue/name" | "owner": "name", "add_positions"?: true, "simulated_position_changes"?: [{"instrument", "size", "price"?}],
/// "simulated_collateral_changes"?: [{"currency": "USD", "amount"}], "overrides"?: [{"underlying", "spot_shift"?, "vol_shift"?}]}</c>.
/// </summary>
/// <param name="Account">Whose portfolio: an account's key.</param>
/// <param name="Owner">Or an owner's. Neither: an empty portfolio.</param>
/// <param name="Change">What to try.</param>
internal sealed record ChangeFile(string? Account, string? Owner, WhatIfChange Change)
{
    /// <summary>The change of a file.</summary>
    /// <exception cref="InputException">Not of this shape, or an amount out of its range.</exception>
    public static ChangeFile Read(string file) => Of(file, StrictJson.Read<ChangeDocument>(file));

    /// <summary>The change of a text; <paramref name="name"/> is for errors.</summary>
    /// <exception cref="InputException">Not of this shape, or an amount out of its range.</exception>
    public static ChangeFile Parse(string name, ReadOnlySpan<byte> json) => Of(name, StrictJson.Parse<ChangeDocument>(name, json));

    private static ChangeFile Of(string file, ChangeDocument document)
    {
        if (document.Account is not null && document.Owner is not null) throw new InputException(file, "$.owner", "is not given together with account");
        var positions = (document.SimulatedPositionChanges ?? []).Select((entry, i) => ReadPosition(file, $"$.simulated_position_changes[{i}]", entry));
        var cash = (document.SimulatedCollateralChanges ?? []).Select((entry, i) => ReadCash(file, $"$.simulated_collateral_changes[{i}]", entry));
        ImmutableArray<MarketShift> shifts = [.. (document.Overrides ?? []).Select((entry, i) => ReadShift(file, $"$.overrides[{i}]", entry))];
        var twice = shifts.GroupBy(shift => shift.Underlying).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InputException(file, "$.overrides", $"{twice.Key} comes twice");
        return new(document.Account, document.Owner, new(document.AddPositions, [.. positions], cash.Sum(), shifts));
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

    private static double ReadCash(string file, string path, CollateralEntry entry)
    {
        if (entry.Currency != "USD") throw new InputException(file, $"{path}.currency", "must be \"USD\"");
        return double.IsFinite(entry.Amount) ? entry.Amount : throw new InputException(file, $"{path}.amount", "must be a finite number");
    }

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
        IReadOnlyList<CollateralEntry>? SimulatedCollateralChanges = null,
        IReadOnlyList<OverrideEntry>? Overrides = null);

    private sealed record PositionEntry(string Instrument, double Size, double? Price = null);

    private sealed record CollateralEntry(string Currency, double Amount);

    private sealed record OverrideEntry(string Underlying, double SpotShift = 0, double VolShift = 0);
}
