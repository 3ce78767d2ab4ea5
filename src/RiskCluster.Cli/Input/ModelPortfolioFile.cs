using System.Text.Json.Nodes;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Input;

/// <summary>Reads a portfolio file for the models of the language.</summary>
internal static class ModelPortfolioFile
{
    /// <summary>The accounts of a file, as they stand there.</summary>
    /// <exception cref="InputException">Not of the shape, or an amount out of its range.</exception>
    public static IReadOnlyList<ModelAccount> Read(string file)
    {
        var entries = PortfolioFile.ReadDocument(file).Accounts;
        var accounts = entries.Select((entry, i) => ReadAccount(file, $"$.accounts[{i}]", entry)).ToList();
        var twice = accounts.GroupBy(account => account.Portfolio.Key).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? accounts : throw new InputException(file, "$.accounts", $"account {twice.Key} comes twice");
    }

    /// <summary>The parameters that a file changes in the model it is margined under.</summary>
    public static IReadOnlyList<ModelOverride> ReadOverrides(string file) =>
        [.. (PortfolioFile.ReadDocument(file).Overrides ?? new Dictionary<string, System.Text.Json.JsonElement>())
            .Select(entry => new ModelOverride(entry.Key, JsonNode.Parse(entry.Value.GetRawText())))];

    private static ModelAccount ReadAccount(string file, string path, AccountEntry entry)
    {
        if (entry.Venue.Length == 0) throw new InputException(file, $"{path}.venue", "must not be empty");
        if (entry.Account.Length == 0) throw new InputException(file, $"{path}.account", "must not be empty");
        if (entry.Owner is { } owner && (owner.Length == 0 || owner.Contains('/'))) throw new InputException(file, $"{path}.owner", "must be a name without '/'");
        PortfolioFile.RequireAmount(file, $"{path}.cash_usd", entry.CashUsd);
        RequireNotNegative(file, $"{path}.spot_margin", entry.SpotMargin);
        RequireNotNegative(file, $"{path}.mmp_margin", entry.MmpMargin);
        RequireNotNegative(file, $"{path}.open_orders_margin", entry.OpenOrdersMargin);
        var key = $"{entry.Venue}/{entry.Account}";
        return new(entry.Venue, entry.Account, entry.Owner ?? key, new(
            key,
            entry.CashUsd,
            [.. entry.Positions.Select((position, i) => ReadPosition(file, $"{path}.positions[{i}]", position))],
            [.. (entry.Collateral ?? []).Select((holding, i) => ReadCollateral(file, $"{path}.collateral[{i}]", holding))],
            new(entry.SpotMargin, entry.MmpMargin, entry.OpenOrdersMargin)));
    }

    private static ModelPosition ReadPosition(string file, string path, PositionEntry entry)
    {
        var instrument = ReadInstrument(file, path, entry);
        PortfolioFile.RequireAmount(file, $"{path}.size", entry.Size);
        PortfolioFile.RequireAmount(file, $"{path}.unrealised_funding", entry.UnrealisedFunding);
        PortfolioFile.RequireAmount(file, $"{path}.unrealised_pnl", entry.UnrealisedPnl);
        if (entry.AveragePrice is { } price) MarketFile.RequirePositive(file, $"{path}.average_price", price);
        if (entry.SizeUnit is not (null or "coin" or "usd")) throw new InputException(file, $"{path}.size_unit", "must be coin or usd");
        if (entry.SizeUnit == "usd" && !instrument.IsSizedInUsd) throw new InputException(file, $"{path}.size_unit", "only inverse futures and perpetuals are sized in usd");
        PortfolioFile.RequireAmount(file, $"{path}.delta", entry.Delta);
        RequireNotNegative(file, $"{path}.days", entry.Days);
        if (entry.RiskArray is null && (entry.Delta != 0 || entry.Days != 0)) throw new InputException(file, path, "delta and days belong to a risk_array");
        if (instrument.Kind != InstrumentKind.Perpetual && instrument.Kind != InstrumentKind.Future && (entry.UnrealisedFunding != 0 || entry.UnrealisedPnl != 0))
            throw new InputException(file, path, "only futures and perpetuals have unrealised funding or profit");
        return new(
            instrument,
            entry.Size,
            entry.AveragePrice,
            entry.UnrealisedFunding + entry.UnrealisedPnl,
            entry.SizeUnit == "coin",
            entry.RiskArray is null ? null : new([.. entry.RiskArray], entry.Delta, entry.Days));
    }

    // A contract with an array of its own needs no name that says how to price it.
    private static Instrument ReadInstrument(string file, string path, PositionEntry entry)
    {
        try
        {
            return InstrumentName.Parse(entry.Instrument);
        }
        catch (FormatException problem)
        {
            if (PerpetualOptionName.Find(entry.Instrument) is { } perpetual) return perpetual;
            if (entry.RiskArray is null || entry.Instrument.Length == 0) throw new InputException(file, $"{path}.instrument", problem.Message);
            var underlying = entry.Instrument.Split('-', '_', ' ')[0];
            return new(entry.Instrument, underlying, InstrumentKind.Future, Settlement.Linear, default, 0, Instrument.NoExpiry, 1);
        }
    }

    private static CollateralHolding ReadCollateral(string file, string path, CollateralEntry entry)
    {
        if (entry.Asset.Length == 0) throw new InputException(file, $"{path}.asset", "must not be empty");
        PortfolioFile.RequireAmount(file, $"{path}.amount", entry.Amount);
        return new(entry.Asset, entry.Amount);
    }

    private static void RequireNotNegative(string file, string path, double value)
    {
        if (!(value >= 0 && double.IsFinite(value))) throw new InputException(file, path, "must be 0 or more");
    }
}
