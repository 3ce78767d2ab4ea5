namespace RiskCluster.Runtime.Actors;

/// <summary>Waiting that ends when the caller gives up.</summary>
internal static class TaskExtensions
{
    /// <summary>The answer, unless the caller gives up before it. What waits goes on by the scheduler and never by the pool's own choice, as it does after <c>WaitAsync</c>: a simulated history depends on it.</summary>
    public static Task<T> Unless<T>(this Task<T> answer, TaskScheduler scheduler, CancellationToken cancellation) =>
        !cancellation.CanBeCanceled || answer.IsCompleted ? answer : cancellation.IsCancellationRequested ? Task.FromCanceled<T>(cancellation) : Wait(answer, scheduler, cancellation);

    private static async Task<T> Wait<T>(Task<T> answer, TaskScheduler scheduler, CancellationToken cancellation)
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellation.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), first);
        _ = answer.ContinueWith(static (_, source) => ((TaskCompletionSource)source!).TrySetResult(), first, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, scheduler);
        await first.Task;
        if (!answer.IsCompleted) cancellation.ThrowIfCancellationRequested();
        return await answer;
    }
}
