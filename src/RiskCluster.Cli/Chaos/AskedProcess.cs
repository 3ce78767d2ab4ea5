using System.Collections.Concurrent;
using System.Diagnostics;

namespace RiskCluster.Cli.Chaos;

/// <summary>A process of ours as whoever started it sees it: asked by lines, answers by lines, and may be gone at any moment. What it runs is <see cref="LineAnswers"/>.</summary>
internal class AskedProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<string?>> pending = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reader;
    private readonly Task<string> errors;
    private long asked;
    private volatile bool gone;
    private bool disposed;

    /// <summary>Starts one.</summary>
    /// <param name="program">The assembly that it runs, of those beside this one.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limits">What the shell does before the process takes its place, such as limits on it.</param>
    public AskedProcess(string program, IEnumerable<string> arguments, string limits = "")
    {
        var start = new ProcessStartInfo("sh", ["-c", limits + "exec \"$0\" exec \"$@\"", Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            // Without it the runtime maps its code through a large file, which a limit on files forbids.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_TieredPGO"] = "0" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.StandardInput.AutoFlush = true;
        errors = process.StandardError.ReadToEndAsync();
        reader = Task.Run(ReadAnswers);
    }

    /// <summary>Completes when it has said so.</summary>
    public Task Ready => ready.Task;

    /// <summary>Its process number.</summary>
    public int ProcessId => process.Id;

    /// <summary>True when it has ended, however.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Asks; null when it does not answer, or says that it has failed.</summary>
    /// <param name="question">One word.</param>
    /// <param name="details">What follows the question's number; no line breaks.</param>
    public async Task<string?> Ask(string question, string details = "")
    {
        var id = Interlocked.Increment(ref asked);
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        try
        {
            lock (process) process.StandardInput.WriteLine($"{question} {id} {details}".TrimEnd());
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            answer.TrySetResult(null); // The pipe is broken.
        }

        if (gone) answer.TrySetResult(null);
        var result = await answer.Task;
        pending.TryRemove(id, out _);
        return result;
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reader;
    }

    /// <summary>Lets it end by itself; answers its exit code.</summary>
    public async Task<int> End()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await reader;
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private async Task ReadAnswers()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 3);
            if (words[0] == LineAnswers.Ready) ready.TrySetResult();
            // A last line that was cut off in the middle is no acknowledgement.
            else if (words.Length >= 2 && long.TryParse(words[1], out var id) && pending.TryGetValue(id, out var answer)) answer.TrySetResult(words is ["done", _, var rest] ? rest : null);
        }

        gone = true;
        foreach (var answer in pending.Values) answer.TrySetResult(null);
        ready.TrySetException(new InvalidOperationException($"the process ended before it was ready: {(await errors).Trim()}"));
        _ = ready.Task.Exception; // Nobody waits when it was killed.
    }
}
