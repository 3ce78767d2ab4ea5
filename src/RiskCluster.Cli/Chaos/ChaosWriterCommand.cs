using System.CommandLine;
using RiskCluster.Journal;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Chaos;

/// <summary>
/// <c>riskcluster chaos-writer</c>, hidden: the process that <c>riskcluster chaos</c> kills. Says <c>ready</c> when it has recovered, and then what <see cref="ChaosProtocol"/> says.
/// </summary>
internal static class ChaosWriterCommand
{
    private static readonly Option<string> Address = new("--journal") { Description = "The journal's address.", Required = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("chaos-writer", "The process that chaos kills.") { Address };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            try
            {
                return Run(parsed.GetRequiredValue(Address)).GetAwaiter().GetResult();
            }
            catch (Exception problem) when (problem is JournalUnavailableException or ActorUnavailableException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(problem.Message);
                return CommandLine.Missed;
            }
        });
        return command;
    }

    private static async Task<int> Run(string address)
    {
        await using var journal = await JournalFactory.Open(address, CancellationToken.None);
        await using var node = await ChaosAccounts.Open(journal);
        await new ChaosProtocol(node, () => "").Run();
        return 0;
    }
}
