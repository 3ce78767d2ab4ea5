using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Auctions;

namespace RiskCluster.Cli.Liquidation;

/// <summary><c>riskcluster liquidation quote</c>: how much of an account a bidder may take at a moment of the auction, for how much, and what remains.</summary>
internal static class QuoteCommand
{
    private const string Name = "liquidation quote";
    private static readonly Option<double> MarkValue = new("--mark-value") { Description = "Mark value of the account, USD, cash of earlier bidders included.", Required = true };
    private static readonly Option<double> MaintenanceMargin = new("--maintenance-margin") { Description = "Mark value minus maintenance requirement, USD: negative when short.", Required = true };
    private static readonly Option<double?> InitialMargin = new("--initial-margin") { Description = "Mark value minus initial requirement, USD; shown afterwards when given." };
    private static readonly Option<double> Buffer = new("--buffer") { Description = "Share b of the buffer margin MM + b (MM - mark value).", DefaultValueFactory = _ => 0.2 };
    private static readonly Option<double> ReservedCash = new("--reserved-cash") { Description = "What earlier bidders of this auction paid, USD." };
    private static readonly Option<double> ElapsedSeconds = new("--elapsed-seconds") { Description = "Since the auction began." };
    private static readonly Option<double?> Fraction = new("--fraction") { Description = "The share that the bidder wants, (0, 1]; as much as may be sold when absent." };
    private static readonly Option<string> Discount = new("--discount")
    {
        Description = "The auction's price as a share of mark value: seconds:share corners with commas between.",
        DefaultValueFactory = _ => "0:0.98,100:0.8,14400:0",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("quote", "Quotes a partial Dutch auction: the fraction that lands the account on its buffer margin, the bid, and the account afterwards.")
        {
            MarkValue, MaintenanceMargin, InitialMargin, Buffer, ReservedCash, ElapsedSeconds, Fraction, Discount, Json,
        };
        command.SetAction(parsed =>
        {
            var quote = Quote(parsed);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json)) JsonAnswer.WriteDocument(output, json => Write(json, quote));
            else LiquidationTables.WriteQuote(Terminal.On(output), quote);
            return 0;
        });
        return command;
    }

    private static AuctionQuote Quote(ParseResult parsed)
    {
        var curve = Curve(parsed.GetRequiredValue(Discount));
        var account = new AuctionAccount(parsed.GetValue(MarkValue), parsed.GetValue(InitialMargin), parsed.GetValue(MaintenanceMargin), parsed.GetValue(ReservedCash));
        try
        {
            return PartialAuction.Quote(account, parsed.GetValue(Buffer), curve, parsed.GetValue(ElapsedSeconds), parsed.GetValue(Fraction));
        }
        catch (ArgumentException problem)
        {
            throw new InputException(Name, "", FirstLine(problem));
        }
    }

    private static DiscountCurve Curve(string text)
    {
        try
        {
            return new([.. text.Split(',').Select(Corner)]);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(Name, "--discount", FirstLine(problem));
        }
    }

    private static DiscountPoint Corner(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && Number(parts[0], out var seconds) && Number(parts[1], out var share)
            ? new(seconds, share)
            : throw new InputException(Name, "--discount", $"'{text}' is not a corner such as 100:0.8");
    }

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // The runtime appends the parameter's name, which the user does not know.
    private static string FirstLine(ArgumentException problem) => problem.ParamName is null ? problem.Message : problem.Message[..problem.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal)];

    private static void Write(Utf8JsonWriter json, AuctionQuote quote)
    {
        json.WriteString("state", quote.State.ToString().ToLowerInvariant());
        json.WriteNumber("discount", quote.DiscountShare);
        json.WriteNumber("buffer_margin", quote.BufferExcessUsd);
        json.WriteNumber("maximal_fraction", quote.MaximalFraction);
        json.WriteNumber("fraction", quote.Fraction);
        json.WriteNumber("bid", quote.BidUsd);
        json.WriteStartObject("after");
        json.WriteNumber("mark_value", quote.After.MarkValueUsd);
        if (quote.After.InitialExcessUsd is { } initial) json.WriteNumber("initial_margin", initial);
        json.WriteNumber("maintenance_margin", quote.After.MaintenanceExcessUsd);
        json.WriteNumber("buffer_margin", quote.AfterBufferExcessUsd);
        json.WriteNumber("reserved_cash", quote.After.ReservedCashUsd);
        json.WriteEndObject();
    }
}
