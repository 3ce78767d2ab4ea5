using System.Collections.Immutable;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.WhatIf;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>What a simulation is to try, from its body; whatever is out of bounds is named.</summary>
internal static class SimulationChange
{
    /// <summary>Most positions.</summary>
    public const int MostPositions = 1_000;

    /// <summary>Most lines of collateral.</summary>
    public const int MostCollateral = 100;

    private const decimal LargestMove = 10;

    /// <summary>The change of a body.</summary>
    /// <exception cref="RefusedException">A field is out of bounds.</exception>
    public static WhatIfChange Of(MarginSimulation body, BoardView view)
    {
        var positions = Bounded("simulated_position_changes", body.SimulatedPositionChanges, MostPositions).Select((entry, i) => Trade($"simulated_position_changes[{i}]", entry));
        var collateral = Bounded("simulated_collateral_changes", body.SimulatedCollateralChanges, MostCollateral).Select((entry, i) => Pledge($"simulated_collateral_changes[{i}]", entry));
        if (!DecimalBounds.Holds(body.CashChange, DecimalBounds.MaxUsd)) throw Refusals.Invalid("amount_bounds", "cash_change", $"{body.CashChange} is not within +-{DecimalBounds.MaxUsd:0e0} with at most {DecimalBounds.MaxScale} digits after the point");
        return new(body.AddPositions, [.. positions], (double)body.CashChange, Shifts(body.Overrides ?? [], view)) { Collateral = [.. collateral] };
    }

    private static IReadOnlyList<T> Bounded<T>(string param, IReadOnlyList<T>? items, int most) =>
        items is { Count: var count } && count > most ? throw Refusals.Invalid("too_many", param, $"{count} are more than {most}") : items ?? [];

    private static Position Trade(string path, PositionEntry entry)
    {
        try
        {
            InstrumentName.Parse(entry.Instrument);
        }
        catch (FormatException problem)
        {
            throw Refusals.Invalid("instrument_not_a_name", $"{path}.instrument", problem.Message);
        }

        RequireQuantity($"{path}.size", entry.Size);
        if (entry.AveragePrice is { } price && !DecimalBounds.IsPrice(price)) throw Refusals.Invalid("price_bounds", $"{path}.average_price", $"{price} is not within {DecimalBounds.MinPrice} and {DecimalBounds.MaxPrice:0e0}");
        return new(entry.Instrument, (double)entry.Size, (double?)entry.AveragePrice);
    }

    private static CollateralChange Pledge(string path, CollateralEntry entry)
    {
        if (!KeyName.IsValid(entry.Asset)) throw Refusals.Invalid("not_a_name", $"{path}.asset", $"the asset is not {KeyName.Rule}");
        if (entry.Chain is { } chain && !KeyName.IsValid(chain)) throw Refusals.Invalid("not_a_name", $"{path}.chain", $"the chain is not {KeyName.Rule}");
        RequireQuantity($"{path}.amount", entry.Amount);
        return new(new(entry.Asset, (double)entry.Amount, SpotUsd: null, TimeWeightedUsd: null, entry.Chain));
    }

    private static void RequireQuantity(string param, decimal quantity)
    {
        if (!DecimalBounds.Holds(quantity, DecimalBounds.MaxQuantity))
            throw Refusals.Invalid("amount_bounds", param, $"{quantity} is not within +-{DecimalBounds.MaxQuantity:0e0} with at most {DecimalBounds.MaxScale} digits after the point");
    }

    /// <summary>Moves of markets that there are, each once.</summary>
    /// <exception cref="RefusedException">One is out of bounds.</exception>
    public static ImmutableArray<MarketShift> Shifts(IReadOnlyList<MarketOverride> overrides, BoardView view)
    {
        var shifts = ImmutableArray.CreateBuilder<MarketShift>(overrides.Count);
        for (var i = 0; i < overrides.Count; i++)
        {
            var (path, item) = ($"overrides[{i}]", overrides[i]);
            if (view.Markets.All(market => market.Snapshot.Underlying != item.Underlying)) throw Refusals.Invalid("unknown_underlying", $"{path}.underlying", $"there is no market of {item.Underlying}");
            if (shifts.Any(shift => shift.Underlying == item.Underlying)) throw Refusals.Invalid("override_twice", $"{path}.underlying", $"{item.Underlying} comes twice");
            shifts.Add(new(item.Underlying, Move($"{path}.price_move", item.PriceMove), Move($"{path}.vol_move", item.VolMove)));
        }

        return shifts.ToImmutable();
    }

    private static double Move(string param, decimal move) =>
        move is > -1 and <= LargestMove ? (double)move : throw Refusals.Invalid("move_bounds", param, $"{move} is not a relative move above -1 and at most {LargestMove}");
}
