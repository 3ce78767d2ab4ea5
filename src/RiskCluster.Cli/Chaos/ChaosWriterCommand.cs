using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using RiskCluster.Journal;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Chaos;

/// <summary>
/// <c>riskcluster chaos-writer</c>, hidden: the process that <c>riskcluster chaos</c> kills. Reads <c>update ID STREAM KEY</c> and <c>read ID STREAM</c> a line and answers
/// <c>done ID SEQ</c> or <c>failed ID</c>, in any order; says <c>ready MS</c> when it has recovered. Ends with its input.
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
        var started = Stopwatch.GetTimestamp();
        // An acknowledgement must be out of the process before it counts: one unbuffered write a line.
        using var output = Console.OpenStandardOutput();
        using var input = new StreamReader(Console.OpenStandardInput());
        await using var journal = await JournalFactory.Open(address, CancellationToken.None);
        await using var node = await ChaosAccounts.Open(journal);
        var accounts = new ChaosAccounts(node);
        Say(FormattableString.Invariant($"ready {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0}"));

        var running = new ConcurrentDictionary<Task, bool>();
        while (await input.ReadLineAsync() is { } line)
        {
            var task = Answer(line.Split(' '));
            running[task] = true;
            _ = task.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
        }

        await Task.WhenAll(running.Keys);
        return 0;

        async Task Answer(string[] words)
        {
            var seq = words[0] == "update" ? await accounts.Update(words[2], words[3]) : await accounts.Read(words[2]);
            Say(seq is null ? $"failed {words[1]}" : $"done {words[1]} {seq}");
        }

        void Say(string line)
        {
            lock (output) output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        }
    }
}
