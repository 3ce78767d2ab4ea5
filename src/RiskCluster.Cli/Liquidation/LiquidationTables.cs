using RiskCluster.Risk.Auctions;
using Spectre.Console;

namespace RiskCluster.Cli.Liquidation;

/// <summary>An unwind's arithmetic for people.</summary>
internal static class LiquidationTables
{
    /// <summary>A quote: the account before and after, side by side.</summary>
    public static void WriteQuote(IAnsiConsole console, AuctionQuote quote)
    {
        console.WriteLine(quote.State switch
        {
            AuctionState.Recovered => "The account stands on or above its buffer margin: nothing is for sale.",
            AuctionState.Insolvent => "The account is worth nothing without its reserved cash: no bidder pays, the waterfall decides.",
            _ => FormattableString.Invariant($"A bidder takes {quote.Fraction:P4} (at most {quote.MaximalFraction:P4}) at {quote.DiscountShare:0.######} of mark value and pays {quote.BidUsd:N6} USD."),
        });
        var table = new Table().AddColumns("USD", "after");
        table.AddRow("mark value", Usd(quote.After.MarkValueUsd));
        if (quote.After.InitialExcessUsd is { } initial) table.AddRow("initial margin", Usd(initial));
        table.AddRow("maintenance margin", Usd(quote.After.MaintenanceExcessUsd));
        table.AddRow("buffer margin", Usd(quote.AfterBufferExcessUsd));
        table.AddRow("reserved cash", Usd(quote.After.ReservedCashUsd));
        console.Write(table);
    }

    /// <summary>The size of a single leg.</summary>
    public static void WriteSingleLeg(IAnsiConsole console, SingleLegUnwind leg, double units) =>
        console.WriteLine(FormattableString.Invariant($"{units:0.######} units, each of which removes {leg.FreedPerUnitUsd:N6} USD of shortage."));

    private static string Usd(double value) => value.ToString("N6", System.Globalization.CultureInfo.InvariantCulture);
}
