using System.Collections.Concurrent;
using System.Text;

namespace RiskCluster.Cli.Chaos;

/// <summary>
/// What a process of ours says to whoever started it, on standard input and output. Reads <c>QUESTION ID DETAILS</c>, one a line, and answers <c>done ID ANSWER</c>, or <c>failed ID</c>, in any order.
/// Ends with its input.
/// </summary>
/// <param name="answer">Answers the words of a line; nothing: it has failed.</param>
internal sealed class LineAnswers(Func<string[], Task<string>> answer)
{
    /// <summary>The first line that is said.</summary>
    public const string Ready = "ready";

    private readonly Stream output = Console.OpenStandardOutput();

    /// <summary>Answers until the input ends, and what was asked before has been answered.</summary>
    public async Task Run()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        Say(Ready);
        var running = new ConcurrentDictionary<Task, bool>();
        while (await input.ReadLineAsync() is { } line)
        {
            var task = Answer(line.Split(' '));
            running[task] = true;
            _ = task.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
        }

        await Task.WhenAll(running.Keys);
    }

    private async Task Answer(string[] words)
    {
        var said = await answer(words);
        Say(said.Length == 0 ? $"failed {words[1]}" : $"done {words[1]} {said}");
    }

    // An acknowledgement must be out of the process before it counts: one unbuffered write a line.
    private void Say(string line)
    {
        lock (output) output.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
