using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Carries calls to the process that is believed to have the actor, and answers back: late, twice, in another order, to the wrong process, or not at all.</summary>
internal sealed class SimNetwork(SimLoop loop, SimFaults faults, IReadOnlyList<SimProcess> processes)
{
    private const double TimeoutMs = 1_000;
    private readonly HashSet<int> suspects = [];

    /// <summary>What the members believe of one of them; they learn of it late.</summary>
    public void Suspect(int process, bool isDown) =>
        loop.After(loop.Between(50, 600), () =>
        {
            if (isDown) suspects.Add(process);
            else suspects.Remove(process);
        });

    public void TrustAll() => suspects.Clear();

    public Task<T> Call<T>(ActorAddress address, Func<SimProcess, ValueTask<T>> handle)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.After(TimeoutMs, () => answer.TrySetException(new ActorUnavailableException("no answer")));
        Send(Target(address), handle, answer, loop.Between(0.1, 2));
        if (faults.Fires(loop, "message duplicated", 0.03)) Send(Target(address), handle, answer, loop.Between(0.1, 2_500));
        return answer.Task;
    }

    private SimProcess Target(ActorAddress address)
    {
        if (faults.Fires(loop, "message to the wrong process", 0.01)) return processes[loop.Random.Next(processes.Count)];
        var start = (address.Key[^1] + (int)address.Kind) % processes.Count;
        for (var i = 0; i < processes.Count; i++)
        {
            var home = (start + i) % processes.Count;
            if (!suspects.Contains(home)) return processes[home];
        }

        return processes[start];
    }

    private void Send<T>(SimProcess target, Func<SimProcess, ValueTask<T>> handle, TaskCompletionSource<T> answer, double delayMs)
    {
        if (faults.Fires(loop, "message lost", 0.02)) return;
        if (faults.Fires(loop, "message delayed", 0.03)) delayMs += loop.Between(10, 900);
        loop.After(delayMs, () =>
        {
            if (target.IsUp) target.Run(() => Serve(target, handle, answer));
        });
    }

    private async Task Serve<T>(SimProcess target, Func<SimProcess, ValueTask<T>> handle, TaskCompletionSource<T> answer)
    {
        try
        {
            var result = await handle(target);
            Reply(() => answer.TrySetResult(result));
        }
        catch (Exception problem)
        {
            Reply(() => answer.TrySetException(problem as ActorUnavailableException ?? new ActorUnavailableException(problem.Message, problem)));
        }
    }

    private void Reply(Action action)
    {
        if (!faults.Fires(loop, "answer lost", 0.02)) loop.After(loop.Between(0.1, 2), action);
    }
}
