using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RiskCluster.Cli.Chaos;

/// <summary>A writer process as its senders see it: asked by lines, answers by lines, and may be gone at any moment.</summary>
internal sealed class ChaosChild : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<string?>> pending = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reader;
    private readonly Task<string> errors;
    private long asked;
    private volatile bool gone;
    private bool disposed;

    private ChaosChild(Process process)
    {
        this.process = process;
        process.StandardInput.AutoFlush = true;
        errors = process.StandardError.ReadToEndAsync();
        reader = Task.Run(ReadAnswers);
    }

    /// <summary>Completes when it has recovered.</summary>
    public Task Ready => ready.Task;

    /// <summary>Its process number.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts one.</summary>
    /// <param name="arguments">The hidden command and its options.</param>
    /// <param name="limits">What the shell does before the process takes its place, such as limits on it.</param>
    public static ChaosChild Start(IEnumerable<string> arguments, string limits = "")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "riskcluster.dll");
        var start = new ProcessStartInfo("sh", ["-c", limits + "exec \"$0\" exec \"$@\"", Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", program, .. arguments])
        {
            // Without it the runtime maps its code through a large file, which a limit on files forbids.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_TieredPGO"] = "0" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChaosChild(Process.Start(start) ?? throw new InvalidOperationException("the writer does not start"));
    }

    /// <summary>True when it has ended, however.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Sends an update; null when the answer never came or was not an acknowledgement.</summary>
    public async Task<long?> Update(string stream, string key) => Number(await Ask(id => $"update {id} {stream} {key}"));

    /// <summary>Asks for a fenced read.</summary>
    public async Task<long?> Read(string stream) => Number(await Ask(id => $"read {id} {stream}"));

    /// <summary>Asks a silo how it stands, in words; null when it does not answer.</summary>
    public Task<string?> Status() => Ask(id => $"status {id}");

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

    private async Task<string?> Ask(Func<long, string> line)
    {
        var id = Interlocked.Increment(ref asked);
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        try
        {
            lock (process) process.StandardInput.WriteLine(line(id));
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

    private async Task ReadAnswers()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 3);
            if (words[0] == "ready") ready.TrySetResult();
            // A last line that was cut off in the middle is no acknowledgement.
            else if (words.Length >= 2 && long.TryParse(words[1], out var id) && pending.TryGetValue(id, out var answer)) answer.TrySetResult(words is ["done", _, var rest] ? rest : null);
        }

        gone = true;
        foreach (var answer in pending.Values) answer.TrySetResult(null);
        ready.TrySetException(new InvalidOperationException($"the writer ended before it was ready: {(await errors).Trim()}"));
        _ = ready.Task.Exception; // Nobody waits when it was killed.
    }

    private static long? Number(string? answer) => answer is null ? null : long.Parse(answer, CultureInfo.InvariantCulture);
}
