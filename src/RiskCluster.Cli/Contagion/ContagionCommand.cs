using System.CommandLine;
using System.Text;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Contagion;
using RiskCluster.Risk.Contagion;

namespace RiskCluster.Cli.Contagion;

/// <summary><c>riskcluster contagion</c>: what a shock does to venues, owners and pools that owe and hold each other's.</summary>
public static class ContagionCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var networkFile = new Option<string>("--network") { Description = "network file: nodes or a book, pools, shock, default costs", Required = true };
        var plot = new Option<string?>("--plot") { Description = "writes the losses by round as an SVG picture" };
        var json = new Option<bool>("--json") { Description = "print the result as JSON" };
        var command = new Command("contagion", "Runs a shock through a network: clearing with default costs, fire sales of shared pools, DebtRank.") { networkFile, plot, json };
        command.SetAction(parsed =>
        {
            var file = NetworkFile.Read(parsed.GetRequiredValue(networkFile));
            var result = ContagionRun.Run(file.Network, file.Shock, file.Costs);
            var stress = NetworkStress.After(file.Network, result.Nodes, DebtRankForm.Differential);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(plot) is { } picture) OutputFile.Write((picture, Encoding.UTF8.GetBytes(ContagionPlot.Draw(result))));
            if (parsed.GetValue(json)) JsonAnswer.WriteDocument(output, document => ContagionJson.Write(document, result, stress));
            else ContagionTables.Print(Terminal.On(output), result, stress);
        });
        return command;
    }
}
