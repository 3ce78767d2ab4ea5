using System.Collections.Concurrent;
using System.Text;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Chaos;

/// <summary>
/// What a process that is killed says to whoever kills it, on standard input and output. Reads <c>update ID STREAM KEY</c>, <c>read ID STREAM</c> and <c>status ID</c>, one a line, and answers
/// <c>done ID SEQ</c>, or words instead of the number, or <c>failed ID</c>, in any order. Ends with its input.
/// </summary>
internal sealed class ChaosProtocol(IRiskNode node, Func<string> status)
{
    private readonly Stream output = Console.OpenStandardOutput();

    /// <summary>Answers until the input ends, and what was asked before has been answered.</summary>
    /// <param name="ready">The first line.</param>
    public async Task Run(string ready)
    {
        var accounts = new ChaosAccounts(node);
        using var input = new StreamReader(Console.OpenStandardInput());
        Say(ready);
        var running = new ConcurrentDictionary<Task, bool>();
        while (await input.ReadLineAsync() is { } line)
        {
            var task = Answer(accounts, line.Split(' '));
            running[task] = true;
            _ = task.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
        }

        await Task.WhenAll(running.Keys);
    }

    private async Task Answer(ChaosAccounts accounts, string[] words)
    {
        var answer = words[0] switch
        {
            "update" => $"{await accounts.Update(words[2], words[3])}",
            "read" => $"{await accounts.Read(words[2])}",
            _ => status(),
        };
        Say(answer.Length == 0 ? $"failed {words[1]}" : $"done {words[1]} {answer}");
    }

    // An acknowledgement must be out of the process before it counts: one unbuffered write a line.
    private void Say(string line)
    {
        lock (output) output.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
