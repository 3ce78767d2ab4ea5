using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Streams;

/// <summary>
/// All channels that somebody hears. After each margin cycle, and now and then, it makes the content of each once, whatever the number of its subscribers, and tells what is new; a
/// channel that nobody hears costs nothing. It never waits for a subscriber.
/// </summary>
internal sealed partial class StreamHub(LiveNode node, IChannelSource source, StreamOptions options, IHostApplicationLifetime lifetime, ILogger<StreamHub> log) : BackgroundService
{
    private const int RunNameLength = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<StreamChannel, ChannelFeed> feeds = [];
    private readonly HashSet<StreamSubscriber> subscribers = [];
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly string run = RandomNumberGenerator.GetHexString(RunNameLength, lowercase: true);
    private long lastNumber;
    private long beatAt;
    private bool isStopping;

    private long NowMs => node.NowMs;

    /// <summary>How many hear us.</summary>
    public int SubscriberCount
    {
        get
        {
            lock (gate) return subscribers.Count;
        }
    }

    /// <summary>Adds a subscriber. Its first events are what it has missed since its cursor, and snapshots of channels where that is not known any more.</summary>
    /// <param name="channels">What it may hear.</param>
    /// <param name="cursor">Where it was; null for the beginning.</param>
    /// <param name="caller">Who it is: what it may hear ends with its credentials.</param>
    /// <param name="cancellation">It has gone.</param>
    /// <exception cref="RefusedException">Too many are there already, or a channel cannot be told now.</exception>
    public async Task<StreamSubscriber> Subscribe(IReadOnlyList<StreamChannel> channels, string? cursor, Caller caller, CancellationToken cancellation)
    {
        foreach (var channel in channels)
        {
            var feed = FeedOf(channel);
            if (feed.Content is null || feed.IdleSince is not null) await Refresh(feed, cancellation);
        }

        var cursors = new StreamCursor(run, channels);
        lock (gate)
        {
            if (isStopping) throw Refusals.Unavailable("draining", "the process is stopping");
            if (subscribers.Count >= options.MostSubscribers) throw Refusals.Unavailable("too_many_subscribers", $"{subscribers.Count} subscribers are as many as there may be");
            var own = channels.Select(channel => feeds[channel]).ToList();
            var subscriber = new StreamSubscriber(cursors, First(own, cursors, cursor), options.QueueLength, Leave) { ExpiresAtMs = caller.ExpiresAtMs, KeyId = caller.KeyId };
            subscribers.Add(subscriber);
            foreach (var feed in own)
            {
                feed.Subscribers.Add(subscriber);
                feed.IdleSince = null;
            }

            return subscriber;
        }
    }

    /// <summary>The keys that hear us, each once.</summary>
    public IReadOnlyList<string> Keys()
    {
        lock (gate) return [.. subscribers.Select(subscriber => subscriber.KeyId).OfType<string>().Distinct()];
    }

    /// <summary>Disconnects whoever hears us by a key, with a reason.</summary>
    public void Close(string keyId, string reason)
    {
        lock (gate)
        {
            foreach (var subscriber in subscribers)
                if (subscriber.KeyId == keyId) subscriber.Close(reason);
        }
    }

    /// <summary>Disconnects everybody, with a reason; nobody comes after.</summary>
    public void CloseAll(string reason)
    {
        lock (gate)
        {
            isStopping = true;
            foreach (var subscriber in subscribers) subscriber.Close(reason);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = lifetime.ApplicationStopping.Register(() => CloseAll("shutting_down"));
        try
        {
            await node.Opened.WaitAsync(stoppingToken);
            var board = node.Board;
            board.Cycled += Wake;
            beatAt = clock.GetTimestamp();
            while (!stoppingToken.IsCancellationRequested)
            {
                await wake.WaitAsync(options.LookEvery, stoppingToken);
                foreach (var feed in Due(board.View?.MarketSeq ?? 0)) await TryRefresh(feed, stoppingToken);
                Expire();
                Beat();
                await Task.Delay(options.ConflateFor, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Closing down.
        }
        catch (Exception problem) when (!node.Opened.IsCompletedSuccessfully)
        {
            // The node says itself why it has not come up.
            Log.NoNode(log, problem.Message);
        }
    }

    private void Wake(BoardView view)
    {
        // One call that waits is enough for any number of cycles.
        if (wake.CurrentCount > 0) return;
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else was faster.
        }
        catch (ObjectDisposedException)
        {
            // The last cycle of a process that stops.
        }
    }

    private ChannelFeed FeedOf(StreamChannel channel)
    {
        lock (gate)
        {
            if (!feeds.TryGetValue(channel, out var feed)) feeds.Add(channel, feed = new(channel, options.RingLength) { IdleSince = clock.GetTimestamp() });
            else if (feed.IdleSince is not null) feed.IdleSince = clock.GetTimestamp();
            return feed;
        }
    }

    // Whoever comes back gets what it has missed, in order; then snapshots. Until the last of those has come, the cursor is still the old one.
    private List<SentFrame> First(List<ChannelFeed> own, StreamCursor cursors, string? cursor)
    {
        var from = cursors.Read(cursor);
        var missed = own.Select(feed => from is { } number ? feed.Since(number) : null).ToList();
        var first = missed.OfType<IEnumerable<StreamFrame>>().SelectMany(frames => frames).OrderBy(frame => frame.Number).Select(frame => new SentFrame(frame, cursors.After(frame.Number))).ToList();
        var anew = own.Where((_, i) => missed[i] is null).ToList();
        var before = first.Count > 0 ? first[^1].Cursor : from is null ? "" : cursor!;
        for (var i = 0; i < anew.Count; i++) first.Add(new(anew[i].Snapshot(lastNumber, NowMs), i == anew.Count - 1 ? cursors.After(lastNumber) : before));
        return first;
    }

    private void Leave(StreamSubscriber subscriber)
    {
        lock (gate)
        {
            subscribers.Remove(subscriber);
            foreach (var feed in feeds.Values)
                if (feed.Subscribers.Remove(subscriber) && feed.Subscribers.Count == 0)
                    feed.IdleSince = clock.GetTimestamp();
        }
    }

    private List<ChannelFeed> Due(long marketSeq)
    {
        lock (gate)
        {
            foreach (var (channel, feed) in feeds)
                if (feed.IdleSince is { } since && clock.GetElapsedTime(since) > options.RememberFor)
                    feeds.Remove(channel);
            return [.. feeds.Values.Where(feed => feed.IdleSince is null && (feed.Channel.FollowsCycles ? feed.MarketSeq != marketSeq : feed.LookedAt is not { } last || clock.GetElapsedTime(last) >= options.LookEvery))];
        }
    }

    private async Task TryRefresh(ChannelFeed feed, CancellationToken cancellation)
    {
        try
        {
            await Refresh(feed, cancellation);
        }
        catch (Exception problem) when (problem is RefusedException or ActorUnavailableException or TimeoutException)
        {
            // Subscribers keep what they have, with its age; the next round tries again.
            Log.NotTold(log, feed.Channel.Kind, problem.GetType().Name);
        }
    }

    // One at a time, so that what is told last is what was made last.
    private async Task Refresh(ChannelFeed feed, CancellationToken cancellation)
    {
        await feed.Making.WaitAsync(cancellation);
        try
        {
            if (feed.Content is not null && feed.LookedAt is { } last && clock.GetElapsedTime(last) < options.ConflateFor) return;
            var marketSeq = node.Board.View?.MarketSeq ?? 0;
            var content = await source.Make(feed.Channel, cancellation);
            lock (gate)
            {
                feed.Tell(content, () => ++lastNumber, NowMs);
                (feed.MarketSeq, feed.LookedAt) = (marketSeq, clock.GetTimestamp());
            }
        }
        finally
        {
            feed.Making.Release();
        }
    }

    private void Expire()
    {
        lock (gate)
        {
            var nowMs = NowMs;
            foreach (var subscriber in subscribers)
                if (subscriber.ExpiresAtMs <= nowMs) subscriber.Close("credentials_expired");
        }
    }

    private void Beat()
    {
        if (clock.GetElapsedTime(beatAt) < options.HeartbeatEvery) return;
        beatAt = clock.GetTimestamp();
        lock (gate)
        {
            var frame = StreamFrame.Of(FrameType.Heartbeat, "", 0, lastNumber, NowMs, default);
            foreach (var subscriber in subscribers) subscriber.Send(frame);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "A channel of {Channel} is not told now: {Reason}")]
        public static partial void NotTold(ILogger log, ChannelKind channel, string reason);

        [LoggerMessage(2, LogLevel.Debug, "No streams: {Reason}")]
        public static partial void NoNode(ILogger log, string reason);
    }
}
