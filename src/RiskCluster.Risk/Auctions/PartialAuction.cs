namespace RiskCluster.Risk.Auctions;

/// <summary>
/// The algebra of a partial Dutch auction (MODEL SYS-2): how much of an account is sold at the price of the moment so that the rest stands exactly on its
/// buffer margin.
/// </summary>
/// <remarks>
/// With value M, reserved cash R, excess over the buffer margin B = MM + b (MM - M) and price d: a bidder of share f pays (M - R) d f, and B is 0 afterwards for
/// f = B / (B - M d - R (1 - d)). Bids at one price do not depend on their order. Source: the partial auctions of Derive's v2-core.
/// </remarks>
public static class PartialAuction
{
    /// <summary>A quote at a moment of the auction.</summary>
    /// <param name="account">The account now.</param>
    /// <param name="bufferShare">b, within [0, 10].</param>
    /// <param name="curve">Price over time.</param>
    /// <param name="elapsedSeconds">Since the auction began, at least 0.</param>
    /// <param name="wantedFraction">The share that the bidder wants, within (0, 1]; null for as much as may be sold.</param>
    /// <exception cref="ArgumentException">A value that is not finite or outside its range.</exception>
    public static AuctionQuote Quote(AuctionAccount account, double bufferShare, DiscountCurve curve, double elapsedSeconds, double? wantedFraction = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(curve);
        Require(account, bufferShare, elapsedSeconds, wantedFraction);
        var discount = curve.At(elapsedSeconds);
        var buffer = account.BufferExcessUsd(bufferShare);
        var maximal = MaximalFraction(account, buffer, discount);
        var state = buffer >= 0 ? AuctionState.Recovered : account.MarkValueUsd <= account.ReservedCashUsd ? AuctionState.Insolvent : AuctionState.Solvent;
        if (state != AuctionState.Solvent) maximal = 0;
        var fraction = Math.Min(maximal, wantedFraction ?? 1);
        var bidUsd = (account.MarkValueUsd - account.ReservedCashUsd) * discount * fraction;
        var after = fraction > 0 ? account.Sell(fraction, bidUsd) : account;
        return new(state, discount, buffer, maximal, fraction, bidUsd, after, after.BufferExcessUsd(bufferShare));
    }

    private static double MaximalFraction(AuctionAccount account, double buffer, double discount)
    {
        if (buffer >= 0) return 0;
        var fraction = buffer / (buffer - account.MarkValueUsd * discount - account.ReservedCashUsd * (1 - discount));
        return fraction is > 0 and < 1 ? fraction : 1;
    }

    private static void Require(AuctionAccount account, double bufferShare, double elapsedSeconds, double? wantedFraction)
    {
        if (!double.IsFinite(account.MarkValueUsd)) throw new ArgumentException("the mark value must be a finite number", nameof(account));
        if (!double.IsFinite(account.MaintenanceExcessUsd)) throw new ArgumentException("the maintenance margin must be a finite number", nameof(account));
        if (account.InitialExcessUsd is { } initial && !double.IsFinite(initial)) throw new ArgumentException("the initial margin must be a finite number", nameof(account));
        if (account.MaintenanceExcessUsd > account.MarkValueUsd) throw new ArgumentException("the maintenance margin, value minus requirement, must not exceed the mark value", nameof(account));
        if (!(account.ReservedCashUsd >= 0 && double.IsFinite(account.ReservedCashUsd))) throw new ArgumentException("the reserved cash must be a finite number, at least 0", nameof(account));
        if (!(bufferShare is >= 0 and <= 10)) throw new ArgumentException("the buffer share must be within [0, 10]", nameof(bufferShare));
        if (!(elapsedSeconds >= 0 && double.IsFinite(elapsedSeconds))) throw new ArgumentException("the elapsed time must be a finite number of seconds, at least 0", nameof(elapsedSeconds));
        if (wantedFraction is { } wanted && !(wanted is > 0 and <= 1)) throw new ArgumentException("the wanted fraction must be within (0, 1]", nameof(wantedFraction));
    }
}
