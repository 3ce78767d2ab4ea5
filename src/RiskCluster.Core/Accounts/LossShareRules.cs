using RiskCluster.Core.Turns;
using static RiskCluster.Core.Accounts.AccountRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Accounts;

/// <summary>How a share of a loss leaves the account. Unwinds of an owner are numbered, and each has at most one loss on a venue, so owner and number say which share it is.</summary>
internal static class LossShareRules
{
    public static Decision Pay(AccountState state, AccountCommand.PayLossShare share)
    {
        if (!KeyName.IsValid(share.Owner) && !KeyName.IsValidAccount(share.Owner)) return AccountMachine.Reject(ShareOwnerNotAName, "owner", $"the owner is not {KeyName.Rule}, nor venue/account");
        if (share.UnwindId < 1) return AccountMachine.Reject(ShareUnwindId, "unwind_id", $"the unwind {share.UnwindId} is less than 1");
        if (share.AmountUsd <= 0 || !DecimalBounds.Holds(share.AmountUsd, DecimalBounds.MaxUsd))
            return AccountMachine.Reject(ShareAmount, "amount_usd", $"the share {share.AmountUsd} is not above 0, beyond 1e18, or has more than {DecimalBounds.MaxScale} digits after the point");
        if (share.UnwindId <= state.LossShares.GetValueOrDefault(share.Owner)) return Decision.Duplicate();
        var cashUsd = DecimalBounds.Plain(state.CashUsd - share.AmountUsd);
        return Math.Abs(cashUsd) > DecimalBounds.MaxUsd
            ? AccountMachine.Reject(ResultBounds, "amount_usd", $"the account would have {cashUsd} USD: at most 1e18 it may")
            : Decision.Accept(new AccountEvent.LossSharePaid(share.Owner, share.UnwindId, DecimalBounds.Plain(share.AmountUsd), cashUsd));
    }
}
