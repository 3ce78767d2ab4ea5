using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>
/// Asks the journal where streams stand, for many cells in one query: whoever asks while a query runs shares the next one. The answer is never older than the question.
/// </summary>
public sealed class HeadCheck(IJournal journal, TaskScheduler scheduler)
{
    private readonly Lock gate = new();
    private Batch waiting = new();
    private bool running;

    /// <summary>The head of a stream; null when it does not exist.</summary>
    /// <exception cref="JournalUnavailableException">Not to be had.</exception>
    public async ValueTask<StreamHead?> Of(string stream, CancellationToken cancellation)
    {
        Task<Dictionary<string, StreamHead>> answer;
        lock (gate)
        {
            waiting.Streams.Add(stream);
            answer = waiting.Answer.Task;
            if (!running)
            {
                running = true;
                _ = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
            }
        }

        return (await answer.Unless(scheduler, cancellation)).GetValueOrDefault(stream);
    }

    private async Task Run()
    {
        while (Next() is { } batch)
        {
            try
            {
                var heads = await journal.Heads(batch.Streams, CancellationToken.None);
                batch.Answer.SetResult(heads.ToDictionary(head => head.Stream, StringComparer.Ordinal));
            }
            catch (Exception problem)
            {
                batch.Answer.SetException(problem as JournalUnavailableException ?? new JournalUnavailableException("heads cannot be read", problem));
            }
        }
    }

    private Batch? Next()
    {
        lock (gate)
        {
            running = waiting.Streams.Count > 0;
            if (!running) return null;
            var batch = waiting;
            waiting = new();
            return batch;
        }
    }

    private sealed class Batch
    {
        public HashSet<string> Streams { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource<Dictionary<string, StreamHead>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
