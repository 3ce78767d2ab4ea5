using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.WhatIf;

/// <summary>Collateral that comes or goes in a what-if (MODEL MRG-11, COL-1).</summary>
/// <param name="Asset">What, how much more of it (negative: less), on which chain, at the price that it is held at. More going than is there is a debt afterwards.</param>
/// <param name="Account">The account (<c>venue/account</c>) that it comes to or goes from; null: the first that has the asset on that chain, else the first of all.</param>
public sealed record CollateralChange(PledgedAsset Asset, string? Account = null)
{
    /// <summary>The accounts after some changes, one after the other.</summary>
    /// <param name="changes">In order.</param>
    /// <param name="accounts">At least one.</param>
    /// <param name="settlementChain">Where an asset is that names no chain; null when the model knows no chains.</param>
    /// <exception cref="ArgumentException">An account that is not there.</exception>
    internal static IReadOnlyList<AccountPortfolio> Apply(IEnumerable<CollateralChange> changes, IEnumerable<AccountPortfolio> accounts, string? settlementChain)
    {
        List<AccountPortfolio> after = [.. accounts];
        foreach (var change in changes)
        {
            var at = after.FindIndex(account => change.Account is null ? change.LineIn(account, settlementChain) >= 0 : account.Key == change.Account);
            if (at < 0 && change.Account is not null) throw new ArgumentException($"the portfolio has no account {change.Account}", nameof(changes));
            after[Math.Max(at, 0)] = change.ApplyTo(after[Math.Max(at, 0)], settlementChain);
        }

        return after;
    }

    private AccountPortfolio ApplyTo(AccountPortfolio account, string? settlementChain)
    {
        var line = LineIn(account, settlementChain);
        // Two prices of one asset stay two lines, which compiling refuses.
        if (line < 0 || account.Collateral[line] with { Quantity = Asset.Quantity, Chain = Asset.Chain } != Asset) return account with { Collateral = account.Collateral.Add(Asset) };
        var quantity = account.Collateral[line].Quantity + Asset.Quantity;
        return account with { Collateral = quantity == 0 ? account.Collateral.RemoveAt(line) : account.Collateral.SetItem(line, account.Collateral[line] with { Quantity = quantity }) };
    }

    /// <summary>The account's line of the asset on its chain; -1 when there is none.</summary>
    private int LineIn(AccountPortfolio account, string? settlementChain)
    {
        for (var i = 0; i < account.Collateral.Length; i++)
            if (account.Collateral[i].Asset == Asset.Asset && (account.Collateral[i].Chain ?? settlementChain) == (Asset.Chain ?? settlementChain))
                return i;
        return -1;
    }
}
