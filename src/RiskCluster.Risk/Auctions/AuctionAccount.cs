namespace RiskCluster.Risk.Auctions;

/// <summary>An account in an auction. Margins are value minus requirement: negative when short (the sign of MODEL's excess).</summary>
/// <param name="MarkValueUsd">Mark value of everything in it, cash from earlier bidders included.</param>
/// <param name="InitialExcessUsd">Value minus initial margin; null when nobody asked.</param>
/// <param name="MaintenanceExcessUsd">Value minus maintenance margin.</param>
/// <param name="ReservedCashUsd">What earlier bidders of this auction have paid, at least 0: it is not for sale, so that bids do not depend on their order.</param>
public sealed record AuctionAccount(double MarkValueUsd, double? InitialExcessUsd, double MaintenanceExcessUsd, double ReservedCashUsd)
{
    /// <summary>The excess over the buffer margin: maintenance excess + share x (maintenance excess - mark value).</summary>
    public double BufferExcessUsd(double bufferShare) => MaintenanceExcessUsd + bufferShare * (MaintenanceExcessUsd - MarkValueUsd);

    /// <summary>The account after a share of everything but its reserved cash was sold for <paramref name="paidUsd"/>.</summary>
    public AuctionAccount Sell(double fraction, double paidUsd) => new(
        Remaining(MarkValueUsd, fraction, paidUsd),
        InitialExcessUsd is { } initial ? Remaining(initial, fraction, paidUsd) : null,
        Remaining(MaintenanceExcessUsd, fraction, paidUsd),
        ReservedCashUsd + paidUsd);

    private double Remaining(double usd, double fraction, double paidUsd) => (usd - ReservedCashUsd) * (1 - fraction) + ReservedCashUsd + paidUsd;
}
