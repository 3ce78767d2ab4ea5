using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Input;

/// <summary>The accounts to margin: <c>{"accounts": [{"venue", "account", "owner", "cash_usd", "positions": [{"instrument", "size", "average_price"?}], "collateral"?: [{"asset", "amount", "chain"?}]}]}</c>.</summary>
internal static class PortfolioFile
{
    /// <summary>The accounts of a file, as they stand there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prices">What collateral is worth.</param>
    /// <exception cref="InputException">Not of this shape, no account, an unknown instrument name, collateral without a price, or an amount out of its range.</exception>
    public static IReadOnlyList<AccountPortfolio> Read(string file, CollateralPrices prices)
    {
        var document = ReadDocument(file);
        var seen = new HashSet<string>();
        var accounts = new List<AccountPortfolio>();
        for (var i = 0; i < document.Accounts.Count; i++)
        {
            var account = ReadAccount(file, $"$.accounts[{i}]", document.Accounts[i], prices);
            if (!seen.Add(account.Key)) throw new InputException(file, $"$.accounts[{i}]", $"account {account.Key} comes twice");
            accounts.Add(account);
        }

        return accounts;
    }

    internal static PortfolioDocument ReadDocument(string file)
    {
        var document = StrictJson.Read<PortfolioDocument>(file);
        return document.Accounts.Count > 0 ? document : throw new InputException(file, "$.accounts", "at least one account is needed");
    }

    private static AccountPortfolio ReadAccount(string file, string path, AccountEntry entry, CollateralPrices prices)
    {
        if (entry.Venue.Length == 0) throw new InputException(file, $"{path}.venue", "must not be empty");
        if (entry.Account.Length == 0) throw new InputException(file, $"{path}.account", "must not be empty");
        if (entry.Owner is { } owner && (owner.Length == 0 || owner.Contains('/'))) throw new InputException(file, $"{path}.owner", "must be a name without '/'");
        RequireAmount(file, $"{path}.cash_usd", entry.CashUsd);
        var positions = entry.Positions.Select((position, i) => ReadPosition(file, $"{path}.positions[{i}]", position));
        return new(entry.Venue, entry.Account, entry.Owner ?? $"{entry.Venue}/{entry.Account}", entry.CashUsd, [.. positions])
        {
            Collateral = [.. (entry.Collateral ?? []).Select((line, i) => prices.Price(file, $"{path}.collateral[{i}]", line))],
        };
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

        RequireAmount(file, $"{path}.size", entry.Size);
        if (entry.RiskArray is not null || entry.Delta != 0 || entry.Days != 0 || entry.UnrealisedFunding != 0 || entry.UnrealisedPnl != 0 || entry.SizeUnit is not null)
            throw new InputException(file, path, "risk_array, delta, days, unrealised_funding, unrealised_pnl and size_unit are for models made of components");
        if (entry.AveragePrice is { } price && !(price > 0 && double.IsFinite(price))) throw new InputException(file, $"{path}.average_price", "must be a positive number");
        return new(entry.Instrument, entry.Size, entry.AveragePrice);
    }

    internal static void RequireAmount(string file, string path, double value)
    {
        if (!(Math.Abs(value) <= PortfolioLots.LargestAmount)) throw new InputException(file, path, FormattableString.Invariant($"must be within +-{PortfolioLots.LargestAmount:0e0}"));
    }
}
