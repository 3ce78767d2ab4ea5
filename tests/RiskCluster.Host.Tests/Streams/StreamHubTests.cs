using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RiskCluster.Host.Access;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Tests.Streams;

/// <summary>The hub itself: slow subscribers, thousands of them, and channels that nobody hears.</summary>
public sealed class StreamHubTests
{
    private static readonly StreamChannel One = new(ChannelKind.Margin, "deribit/one");
    private static readonly StreamChannel Two = new(ChannelKind.Margin, "deribit/two");

    [Fact]
    public async Task A_slow_subscriber_is_disconnected_with_a_reason_and_the_others_go_on()
    {
        await using var lab = await Lab.Open(new() { QueueLength = 4 });
        using var slow = await lab.Hub.Subscribe([One], null, Caller.Anonymous, default);
        using var fast = await lab.Hub.Subscribe([One], null, Caller.Anonymous, default);
        for (var i = 0; i < 8; i++)
        {
            await lab.Cycle();
            while (fast.Waiting.TryRead(out _))
            {
                // Keeps up.
            }
        }

        await lab.Until(() => slow.ClosedFor is not null);
        slow.ClosedFor.ShouldBe("slow_consumer");
        slow.Closed.IsCancellationRequested.ShouldBeTrue();
        fast.ClosedFor.ShouldBeNull();
        lab.Source.Made(One).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_thousand_subscribers_cost_one_making_a_cycle_and_a_channel_that_nobody_hears_none()
    {
        await using var lab = await Lab.Open(new());
        var subscribers = new List<StreamSubscriber>();
        for (var i = 0; i < 1_000; i++) subscribers.Add(await lab.Hub.Subscribe([One], null, Caller.Anonymous, default));
        using (await lab.Hub.Subscribe([Two], null, Caller.Anonymous, default)) lab.Source.Made(Two).ShouldBe(1);
        var before = lab.Source.Made(One);
        for (var i = 0; i < 5; i++) await lab.Cycle(One);
        (lab.Source.Made(One) - before).ShouldBeInRange(1, 5);
        lab.Source.Made(Two).ShouldBe(1, "nobody hears it any more");
        await lab.Until(() => subscribers.TrueForAll(subscriber => subscriber.Waiting.Count == subscribers[0].Waiting.Count));
        foreach (var subscriber in subscribers)
        {
            var numbers = new List<long>();
            while (subscriber.Waiting.TryRead(out var sent)) numbers.Add(sent.Frame.Number);
            numbers.Count.ShouldBeGreaterThan(1);
            numbers.ShouldBeInOrder();
            subscriber.Dispose();
        }

        lab.Hub.SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public async Task No_more_subscribers_than_there_may_be()
    {
        await using var lab = await Lab.Open(new() { MostSubscribers = 1 });
        using var first = await lab.Hub.Subscribe([One], null, Caller.Anonymous, default);
        (await Should.ThrowAsync<Answers.RefusedException>(() => lab.Hub.Subscribe([Two], null, Caller.Anonymous, default))).Problem.Reason.ShouldBe("too_many_subscribers");
        lab.Hub.CloseAll("draining");
        first.ClosedFor.ShouldBe("draining");
        (await Should.ThrowAsync<Answers.RefusedException>(() => lab.Hub.Subscribe([One], null, Caller.Anonymous, default))).Problem.Reason.ShouldBe("draining");
    }

    /// <summary>A hub over a real board whose channels tell a number that rises.</summary>
    private sealed class Lab(HostRig rig) : IAsyncDisposable
    {
        private int price = 65_000;

        public Counter Source { get; } = new();

        public StreamHub Hub { get; private set; } = null!;

        public static async Task<Lab> Open(StreamOptions options)
        {
            var rig = await HostRig.StartStill();
            await Market.Open(rig);
            var lab = new Lab(rig);
            lab.Hub = new(rig.Node, lab.Source, options with { ConflateFor = TimeSpan.FromMilliseconds(1) }, rig.Services.GetRequiredService<IHostApplicationLifetime>(), NullLogger<StreamHub>.Instance);
            await lab.Hub.StartAsync(default);
            return lab;
        }

        /// <summary>A margin cycle, and the time that it takes to be told.</summary>
        public async Task Cycle(StreamChannel? channel = null)
        {
            var before = Source.Made(channel ?? One);
            await Market.Tick(rig, ++price);
            await Until(() => Source.Made(channel ?? One) > before);
        }

        public async Task Until(Func<bool> condition)
        {
            for (var i = 0; i < 1_000 && !condition(); i++) await Task.Delay(5);
            condition().ShouldBeTrue();
        }

        public async ValueTask DisposeAsync()
        {
            await Hub.StopAsync(default);
            Hub.Dispose();
            await rig.DisposeAsync();
        }
    }

    private sealed class Counter : IChannelSource
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<StreamChannel, int> made = [];

        public int Made(StreamChannel channel) => made.GetValueOrDefault(channel);

        public Task<ChannelContent> Make(StreamChannel channel, CancellationToken cancellation) => Task.FromResult(ChannelContent.Of(new { number = made.AddOrUpdate(channel, 1, (_, count) => count + 1) }));
    }
}
