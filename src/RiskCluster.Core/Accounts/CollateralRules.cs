using RiskCluster.Core.Turns;
using static RiskCluster.Core.Accounts.AccountRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Accounts;

/// <summary>How a venue's collateral updates become collateral.</summary>
internal static class CollateralRules
{
    private const int MaxItems = 256;

    public static Decision Set(AccountState state, AccountCommand.SetCollateral set)
    {
        if (PositionRules.OutOfBounds(set.Epoch, set.Sequence) is { } refusal) return refusal;
        if (set.Epoch < state.CollateralEpoch)
            return AccountMachine.Reject(StaleEpoch, "epoch", $"epoch {set.Epoch} was replaced: the collateral is in epoch {state.CollateralEpoch} at sequence {state.CollateralSequence}");
        if (set.Epoch == state.CollateralEpoch && set.Sequence <= state.CollateralSequence) return Decision.Duplicate();
        if (!DecimalBounds.Holds(set.CashUsd, DecimalBounds.MaxUsd))
            return AccountMachine.Reject(CashBounds, "cash_usd", $"the cash {set.CashUsd} is beyond 1e18 or has more than {DecimalBounds.MaxScale} digits after the point");
        if (set.Items.Length > MaxItems) return AccountMachine.Reject(TooMuchCollateral, "items", $"{set.Items.Length} lines of collateral, at most {MaxItems} are taken");
        return Malformed(set) ?? Decision.Accept(new AccountEvent.CollateralSet(
            set.Epoch,
            set.Sequence,
            DecimalBounds.Plain(set.CashUsd),
            [.. set.Items.Where(item => item.Quantity != 0).Select(item => item with { Quantity = DecimalBounds.Plain(item.Quantity) })]));
    }

    private static Decision? Malformed(AccountCommand.SetCollateral set)
    {
        foreach (var item in set.Items)
            if (!KeyName.IsValid(item.Asset)) return AccountMachine.Reject(AssetNotAName, "asset", $"an asset is not {KeyName.Rule}");
        foreach (var item in set.Items)
            if (item.Chain is { } chain && !KeyName.IsValid(chain)) return AccountMachine.Reject(ChainNotAName, "chain", $"the chain of '{item.Asset}' is not {KeyName.Rule}");
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in set.Items)
            if (!lines.Add(AccountState.LineOf(item.Asset, item.Chain))) return AccountMachine.Reject(AssetTwice, "asset", $"'{item.Asset}' is named twice on one chain");
        foreach (var item in set.Items)
            if (!DecimalBounds.Holds(item.Quantity, DecimalBounds.MaxQuantity))
                return AccountMachine.Reject(CollateralQuantity, "quantity", $"the quantity {item.Quantity} of '{item.Asset}' is beyond 1e15 or has more than {DecimalBounds.MaxScale} digits after the point");
        return null;
    }
}
