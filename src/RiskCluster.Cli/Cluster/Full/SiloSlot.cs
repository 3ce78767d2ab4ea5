using System.Diagnostics;
using RiskCluster.Cli.Chaos;

namespace RiskCluster.Cli.Cluster;

/// <summary>One place for a silo, and the process that has it now.</summary>
internal sealed class SiloSlot(string name, int port, string journal)
{
    private volatile ChaosChild? child;

    public string Name => name;

    /// <summary>The build of the next process.</summary>
    public string Build { get; set; } = "";

    /// <summary>The process that senders talk to.</summary>
    public ChaosChild Child => child!;

    public int ProcessId => child!.ProcessId;

    public bool HasEnded => child is null || child.HasEnded;

    /// <summary>Starts a process and waits until it is a member; one that ends before is followed by another, as a supervisor would.</summary>
    public async Task Start()
    {
        while (true)
        {
            var next = ChaosChild.Start(["silo", "--journal", journal, "--name", name, "--port", FormattableString.Invariant($"{port}"), "--build", Build]);
            (var old, child) = (child, next);
            old?.Dispose();
            try
            {
                await next.Ready;
                return;
            }
            catch (InvalidOperationException) when (next.HasEnded)
            {
                // It gave up joining.
            }
        }
    }

    public async Task<string?> Status() => HasEnded ? null : await Answered(child!.Status());

    /// <summary>SIGKILL, and the proof: the process is gone.</summary>
    public async Task<bool> Kill()
    {
        if (child is not { } victim) return false;
        if (!victim.HasEnded) await victim.Kill();
        return victim.HasEnded;
    }

    /// <summary>Lets it leave by itself; its exit code.</summary>
    public Task<int> Leave() => child!.End();

    /// <summary>SIGSTOP or SIGCONT.</summary>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", FormattableString.Invariant($"{ProcessId}")]);
        kill.WaitForExit();
    }

    /// <summary>The state letter of the process as the system knows it: T is stopped.</summary>
    public char State()
    {
        var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{ProcessId}/stat"));
        return stat[stat.LastIndexOf(')') + 2];
    }

    private static async Task<string?> Answered(Task<string?> answer)
    {
        try
        {
            return await answer.WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
