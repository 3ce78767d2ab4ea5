using System.Collections.Concurrent;
using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Facts;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Embedded;

/// <summary>Venues, accounts and owners in one process: facts come with the turn, links are agreed upon through effects, and a new process goes on from the journal.</summary>
public sealed class EmbeddedEngineTests : IAsyncDisposable
{
    private const string Instrument = "BTC-PERPETUAL";
    private readonly MemoryJournal journal = new();
    private int keys;

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    [Fact]
    public async Task An_update_needs_what_the_venue_lists()
    {
        await using var engine = Engine();
        (await Update(engine, 1)).Problem!.Code.ShouldBe(ProblemCode.UnknownInstrument);
        await List(engine);
        (await Update(engine, 1)).Status.ShouldBe(AnswerStatus.Accepted);
        (await engine.Account("deribit/alice").Read(true, default)).State.Positions[Instrument].Size.ShouldBe(1);
    }

    [Fact]
    public async Task Owner_and_venue_agree_on_a_link_and_the_next_process_knows()
    {
        var followed = new Followed();
        await using (var engine = Engine(observers: new() { Accounts = followed }))
        {
            await List(engine);
            await Update(engine, 1);
            (await engine.Portfolio("alice").Tell(new(Key(), new PortfolioCommand.RequestLink("deribit/alice")), default)).IsAccepted.ShouldBeTrue();
            (await engine.Account("deribit/alice").Tell(new(Key(), new AccountCommand.ConsentLink("alice")), default)).IsAccepted.ShouldBeTrue();
            await Until(async () => (await engine.Portfolio("alice").Read(false, default)).State.Members.Contains("deribit/alice"));
            followed.States["deribit/alice"].OwnerKey.ShouldBe("alice");
        }

        await using var next = Engine();
        (await next.Portfolio("alice").Read(true, default)).State.Members.ShouldBe(["deribit/alice"]);
        (await next.Account("deribit/alice").Read(true, default)).State.OwnerKey.ShouldBe("alice");
        (await Update(next, 2)).Status.ShouldBe(AnswerStatus.Accepted);
    }

    [Fact]
    public async Task Letting_go_needs_margins_and_holds_them_for_the_turn()
    {
        var margins = new Margins();
        await using var engine = Engine(margins);
        await engine.Portfolio("alice").Tell(new(Key(), new PortfolioCommand.RequestLink("deribit/alice")), default);
        var unlink = new PortfolioCommand.Unlink("deribit/alice");
        (await engine.Portfolio("alice").Tell(new(Key(), unlink), default)).Problem!.Reason.ShouldBe("margin_unknown");
        margins.EquityUsd = 50;
        (await engine.Portfolio("alice").Tell(new(Key(), unlink), default)).Problem!.Code.ShouldBe(ProblemCode.InsufficientMargin);
        margins.EquityUsd = 100;
        (await engine.Portfolio("alice").Tell(new(Key(), unlink), default)).IsAccepted.ShouldBeTrue();
        margins.ShouldSatisfyAllConditions(() => margins.Taken.ShouldBe(3), () => margins.GivenBack.ShouldBe(3));
    }

    [Theory]
    [InlineData(ActorKind.Account, "alice")]
    [InlineData(ActorKind.Venue, "a b")]
    [InlineData(ActorKind.SystemRisk, "another")]
    public async Task A_key_that_no_such_actor_can_have_is_refused_before_anything_is_written(ActorKind kind, string key)
    {
        await using var engine = Engine();
        await Should.ThrowAsync<ArgumentException>(async () => await engine.Wake(new(kind, key), default));
        (await journal.Streams("", default).AnyAsync()).ShouldBeFalse();
        engine.ActiveCount.ShouldBe(0);
    }

    [Fact]
    public async Task Congestion_reaches_the_queues_of_a_chain_and_runs_outlive_the_process()
    {
        var hash = new string('a', 64);
        await using (var engine = Engine())
        {
            (await engine.SystemRisk().Tell(new(Key(), new SystemRiskCommand.RequestRun("r1", hash, "ether -30 %", "desk")), default)).IsAccepted.ShouldBeTrue();
            (await engine.SystemRisk().Tell(new(Key(), new SystemRiskCommand.StartRun("r1", "node-1")), default)).IsAccepted.ShouldBeTrue();
            (await engine.SystemRisk().Tell(new(Key(), new SystemRiskCommand.ReportCongestion("ethereum", ["deribit"], 5, 1)), default)).IsAccepted.ShouldBeTrue();
            await Until(async () => (await engine.LiquidationQueue("deribit").Read(false, default)).State.IsCongested);
            (await engine.SystemRisk().Tell(new(Key(), new SystemRiskCommand.RequestRun("r 2", hash, "x", "desk")), default)).Problem!.Reason.ShouldBe("run_id_not_a_name");
        }

        await using var next = Engine();
        var state = (await next.SystemRisk().Read(true, default)).State;
        state.Runs["r1"].Status.ShouldBe(ContagionRunStatus.Running);
        state.Congestion["ethereum"].IsCongested.ShouldBeTrue();
        var heads = await journal.Streams("SystemRisk:", default).ToListAsync();
        (await ReplayProof.Of(journal, heads.ShouldHaveSingleItem(), default)).Kind.ShouldNotBe(ReplayKind.Unknown);
    }

    private EmbeddedEngine Engine(IMarginSource? margins = null, CellObservers? observers = null) => new(journal, margins, observers ?? new(), new());

    private MessageId Key() => MessageId.Keyed("test", $"{++keys}");

    private async Task List(EmbeddedEngine engine)
    {
        var venue = engine.Venue("deribit");
        (await venue.Tell(new(Key(), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "Deribit"))), default)).IsAccepted.ShouldBeTrue();
        (await venue.Tell(new(Key(), new VenueCommand.ListInstruments([Instrument], [])), default)).IsAccepted.ShouldBeTrue();
    }

    private ValueTask<Answer<AccountEvent>> Update(EmbeddedEngine engine, long sequence) =>
        engine.Account("deribit/alice").Tell(new(Key(), new AccountCommand.ApplyPositions(1, sequence, sequence - 1, [new(Instrument, sequence, 50_000)])), default);

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; !await condition(); i++)
        {
            i.ShouldBeLessThan(5_000, "it takes too long");
            await Task.Delay(1);
        }
    }

    private sealed class Followed : ICellObserver<AccountState>
    {
        public ConcurrentDictionary<string, AccountState> States { get; } = new();

        public void Changed(ActorAddress address, AccountState state, long seq) => States[address.Key] = state;

        public void Lost(ActorAddress address) => States.TryRemove(address.Key, out _);
    }

    private sealed class Margins : IMarginSource, IDisposable
    {
        public decimal? EquityUsd { get; set; }

        public int Taken { get; private set; }

        public int GivenBack { get; private set; }

        public ValueTask<MarginFacts> AfterOrder(AccountState account, AccountCommand.Reserve order, CancellationToken cancellation) => throw new InvalidOperationException("no orders here");

        public ValueTask<MarginFacts> AfterUnlink(PortfolioState portfolio, string account, CancellationToken cancellation)
        {
            Taken++;
            var inputs = new FigureInputs(1, 1, 1, "model", 0);
            ImmutableArray<MarginEvidence> margins = EquityUsd is { } equity
                ? [.. new[] { portfolio.Owner, account }.Select(side => new MarginEvidence(side, FigureStatus.Ok, 100, 100, 80, equity, equity, 0, inputs))]
                : [];
            return new(new MarginFacts(margins, this));
        }

        public void Dispose() => GivenBack++;
    }
}
