namespace RiskCluster.Runtime.Embedded;

/// <summary>A turn with an answer. A caller who has gone before it began has not asked.</summary>
internal sealed class MailboxItem<T>(Func<ValueTask<T>> turn, CancellationToken cancellation) : MailboxItem
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => answer.Task;

    public override async Task Run()
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            answer.SetResult(await turn());
        }
        catch (Exception problem)
        {
            answer.SetException(problem);
        }
    }
}
