using System.Collections.Immutable;
using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Margining;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Unwinding;

namespace RiskCluster.Cli.Liquidation;

/// <summary><c>riskcluster liquidation plan</c>: the steps by which an owner of a file would be brought back to its buffer margin (MODEL SYS-2).</summary>
internal static class PlanCommand
{
    private static readonly Option<string> Owner = new("--owner") { Description = "Whose book.", Required = true };
    private static readonly Option<double> Buffer = new("--buffer") { Description = "Buffer share b: equity is to be (1 + b) x maintenance margin.", DefaultValueFactory = _ => 0.2 };
    private static readonly Option<string[]> Halted = new("--halted") { Description = "VENUE: nothing trades there; may be repeated.", DefaultValueFactory = _ => [] };
    private static readonly Option<bool> VenueByVenue = new("--venue-by-venue") { Description = "What venues do that do not see one another, to compare with." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of tables." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("plan", "The unwind of one owner of a file: which orders, in which waves, at which limit and cost, and the margin after each step.") { Owner, Buffer, Halted, VenueByVenue, Json };
        foreach (var option in MarginFiles.Options) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var inputs = MarginInputs.Read(MarginFiles.Of(parsed));
        var request = Request(parsed, inputs);
        var plan = inputs.Priced(() =>
        {
            using var margin = inputs.Context.Open(request.Accounts);
            return parsed.GetValue(VenueByVenue) ? UnwindPlanner.PlanVenueByVenue(inputs.Context, margin, request) : UnwindPlanner.Plan(inputs.Context, margin, request);
        });
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json)) PlanReport.WriteJson(output, inputs, plan);
        else PlanReport.WriteTables(Terminal.On(output), plan);
        return 0;
    }

    private static UnwindRequest Request(ParseResult parsed, MarginInputs inputs)
    {
        var (owner, buffer) = (parsed.GetRequiredValue(Owner), parsed.GetValue(Buffer));
        if (!(buffer is >= 0 and <= 10)) throw new InputException("--buffer", "", "must be a share within [0, 10]");
        ImmutableArray<Risk.Margin.AccountPortfolio> accounts = [.. inputs.Accounts.Where(account => account.Owner == owner)];
        if (accounts.IsEmpty) throw new InputException("--owner", "", $"{inputs.PortfolioFile} has no account of {owner}");
        var halted = parsed.GetRequiredValue(Halted);
        var stranger = halted.FirstOrDefault(venue => accounts.All(account => account.Venue != venue));
        if (stranger is not null) throw new InputException("--halted", "", $"{owner} has no account on {stranger}");
        return new(owner, accounts, buffer) { HaltedVenues = [.. halted] };
    }
}
