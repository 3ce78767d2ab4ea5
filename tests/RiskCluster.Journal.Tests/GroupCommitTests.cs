using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>The batcher: what shares a commit, and what becomes of it when the commit throws.</summary>
[Collection(SharedServer.Name)]
public sealed class GroupCommitTests(JournalPlaces places)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_failure_before_the_commit_is_unavailable_and_nothing_is_written_or_tried_again(JournalKind kind)
    {
        await using var trial = await Trial.On(places.New(kind));
        trial.Store.BeforeCommit = () => throw new IOException("planned");
        var writers = await trial.Writers(10);
        var problems = await Task.WhenAll(writers.Select(writer => Should.ThrowAsync<JournalUnavailableException>(() => writer.Append("a"))));
        problems.ShouldAllBe(problem => problem.Message.Contains("planned", StringComparison.Ordinal));
        trial.Store.Commits.SelectMany(commit => commit.Appends).Select(append => append.Stream).ShouldBeUnique();
        trial.Store.BeforeCommit = null;
        (await trial.Journal.Streams("", None).Where(head => head.Seq > 0).CountAsync()).ShouldBe(0);
        await writers[0].TakeOver();
        (await writers[0].Append("b")).ShouldBe(AppendOutcome.Appended);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_failure_after_the_commit_is_found_out_and_acknowledged(JournalKind kind)
    {
        await using var trial = await Trial.On(places.New(kind));
        trial.Store.AfterCommit = () => throw new IOException("planned");
        var writers = await trial.Writers(10);
        (await Task.WhenAll(writers.Select(writer => writer.Append("a")))).ShouldAllBe(outcome => outcome == AppendOutcome.Appended);
        (await trial.Journal.Streams("", None).Where(head => head.Seq == 1).CountAsync()).ShouldBe(10);
        trial.Store.Commits.Sum(commit => commit.Appends.Count).ShouldBe(10, "not one was sent twice");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_failure_and_a_takeover_is_a_refusal(JournalKind kind)
    {
        await using var trial = await Trial.On(places.New(kind));
        var writers = await trial.Writers(2);
        trial.Store.BeforeCommit = async () =>
        {
            await trial.Journal.TakeOver("s0", None);
            throw new IOException("planned");
        };
        var fenced = writers[0].Append("a");
        (await fenced).ShouldBe(AppendOutcome.Fenced);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_looked_up_is_unavailable(JournalKind kind)
    {
        await using var trial = await Trial.On(places.New(kind));
        var writer = (await trial.Writers(1))[0];
        trial.Store.AfterCommit = () => throw new IOException("planned");
        trial.Store.BeforeReadBack = () => throw new JournalUnavailableException("also planned");
        await Should.ThrowAsync<JournalUnavailableException>(() => writer.Append("a"));
        trial.Store.AfterCommit = null;
        var replay = await writer.TakeOver();
        replay.Tail.ShouldHaveSingleItem().Message.Key.ShouldBe("a", "unknown was right: it is there");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_queued_during_a_commit_shares_the_next(JournalKind kind)
    {
        await using var trial = await Trial.On(places.New(kind));
        var writers = await trial.Writers(101);
        var gate = new TaskCompletionSource();
        trial.Store.BeforeCommit = () => gate.Task;
        var first = writers[100].Append("a");
        SpinWait.SpinUntil(() => trial.Store.Commits.Count == 1, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        var rest = writers.Take(100).Select(writer => writer.Append("a")).ToList();
        gate.SetResult();
        await first;
        await Task.WhenAll(rest);
        trial.Store.Commits.Select(commit => commit.Appends.Count).ShouldBe([1, 100]);
    }

    [Theory, OnSqlite]
    public async Task The_queue_is_bounded_and_only_a_wait_for_a_place_can_be_cancelled(JournalKind kind)
    {
        await using var trial = await Trial.On(places.New(kind), options => options with { QueueLength = 3, MostAppendsPerCommit = 1 });
        var writers = await trial.Writers(8);
        var gate = new TaskCompletionSource();
        trial.Store.BeforeCommit = () => gate.Task;
        using var giveUp = new CancellationTokenSource();
        var sent = new List<Task<AppendOutcome>>();
        foreach (var writer in writers) sent.Add(trial.Journal.Append(writer.Next("a"), giveUp.Token).AsTask());
        SpinWait.SpinUntil(() => trial.Store.Commits.Count == 1, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        await giveUp.CancelAsync();
        var cancelled = 0;
        gate.SetResult();
        foreach (var task in sent)
        {
            try
            {
                (await task).ShouldBe(AppendOutcome.Appended);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        cancelled.ShouldBeInRange(1, 5);
        (await trial.Journal.Streams("", None).Where(head => head.Seq == 1).CountAsync()).ShouldBe(8 - cancelled, "a cancelled append was not written, every other was");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Closing_writes_what_has_queued_and_takes_nothing_more(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var writers = new List<EventWriter>();
        for (var i = 0; i < 50; i++) writers.Add(await EventWriter.TakingOver(journal, $"s{i}"));
        var sent = writers.Select(writer => writer.Append("a")).ToList();
        await journal.DisposeAsync();
        (await Task.WhenAll(sent)).ShouldAllBe(outcome => outcome == AppendOutcome.Appended);
        await Should.ThrowAsync<JournalUnavailableException>(() => writers[0].Append("b"));
        var again = await place.Open();
        (await again.Streams("", None).Where(head => head.Seq == 1).CountAsync()).ShouldBe(50);
    }

    private sealed class Trial(JournalPlace place, FaultyStore store, GroupCommit journal) : IAsyncDisposable
    {
        public FaultyStore Store => store;

        public GroupCommit Journal => journal;

        public static async Task<Trial> On(JournalPlace place, Func<JournalOptions, JournalOptions>? change = null)
        {
            var options = new JournalOptions(place.Address);
            options = change?.Invoke(options) ?? options;
            var store = new FaultyStore(await JournalFactory.OpenStore(options, CancellationToken.None));
            return new(place, store, new GroupCommit(store, options));
        }

        public async Task<List<EventWriter>> Writers(int count)
        {
            var writers = new List<EventWriter>();
            for (var i = 0; i < count; i++) writers.Add(await EventWriter.TakingOver(journal, $"s{i}"));
            return writers;
        }

        public async ValueTask DisposeAsync()
        {
            await journal.DisposeAsync();
            await place.DisposeAsync();
        }
    }
}
