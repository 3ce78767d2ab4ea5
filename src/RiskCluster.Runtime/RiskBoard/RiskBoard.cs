using System.Collections.Immutable;
using System.Diagnostics;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Parameters;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>
/// All accounts of this process, re-margined in one pass whenever a market moves. Accounts, markets and models come in from any thread; a margin cycle takes all
/// that has come in as one consistent set; crossings go out by a queue that never blocks it; whoever asks for a figure gets it in double beside the running cycle.
/// </summary>
/// <remarks>
/// The newest snapshot of an underlying wins, however many came since the last cycle. A figure is that of the account as it is now in the markets of the last
/// finished cycle. Without a model there are no cycles and no figures.
/// </remarks>
public sealed class RiskBoard : IDisposable
{
    private readonly Lock cycling = new();
    private readonly TimeProvider time;
    private readonly DecisionSwitch? decisions;
    private readonly BoardIntake intake = new();
    private readonly BoardEngine engine;
    // A flood of reads must not delay a decision: each has arrays of its own.
    private readonly BoardReaders readers;
    private readonly BoardReaders deciders;
    private readonly BoardAge age = new();
    private readonly OwnerLocks owners = new();
    private readonly BoardMetrics metrics;
    private volatile BoardView? view;
    private volatile BoardRanking? ranking;
    private int[] stateCounts = new int[BoardEngine.StateCount];

    /// <summary>An empty board.</summary>
    /// <param name="workers">Who does the cycles' work; the caller disposes of them afterwards.</param>
    /// <param name="time">The clock that stamps figures.</param>
    /// <param name="readerCount">How many callers can ask for figures at the same time, and how many decisions can be assessed beside them; each has arrays of its own (8 KB an instrument).</param>
    /// <param name="decisions">Whether decisions are taken; null: always.</param>
    public RiskBoard(IParallel workers, TimeProvider time, int readerCount = 2, DecisionSwitch? decisions = null)
    {
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(readerCount, 1);
        this.time = time;
        this.decisions = decisions;
        engine = new(workers, Crossings);
        readers = new(readerCount);
        deciders = new(readerCount);
        metrics = new(this);
        intake.Arrived += () => Arrived?.Invoke();
    }

    /// <summary>Called on the caller's thread after something came in that a cycle should see.</summary>
    public event Action? Arrived;

    /// <summary>Called on the cycle's thread after each finished cycle: whoever follows takes note and returns at once.</summary>
    public event Action<BoardView>? Cycled;

    /// <summary>Owners whose state is no longer the one last told.</summary>
    public PendingCrossings Crossings { get; } = new();

    /// <summary>What the last finished cycle was made of; null before the first.</summary>
    public BoardView? View => view;

    /// <summary>How long ago the oldest margin on the board was true, in the time of the board's clock; zero before the first cycle.</summary>
    public TimeSpan Age => TimeSpan.FromMilliseconds(age.OldestMs is { } oldest ? Math.Max(0, NowMs - oldest) : 0);

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Puts an account, in the place of what it was; another owner than before moves it there. False when a newer state of it is here already.</summary>
    /// <exception cref="ArgumentException">An instrument's name outside the grammar, an amount out of bounds, or a future without an entry price; nothing changes.</exception>
    public bool Put(BoardAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return intake.Put(account);
    }

    /// <summary>Takes an account off the board; false when it is not on it.</summary>
    /// <param name="key"><c>venue/account</c>.</param>
    public bool Remove(string key) => intake.Remove(key);

    /// <summary>Takes a market; the next cycle sees the newest of each underlying. False when a newer snapshot is here already.</summary>
    /// <param name="snapshot">The prices. A version that is here already changes the status alone.</param>
    /// <param name="status">How far they may be trusted.</param>
    /// <param name="evidence">How well founded they are; null when that is not known, and then no liquidation rests on them.</param>
    public bool Publish(MarketSnapshot snapshot, FigureStatus status, MarketEvidence? evidence = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return intake.Publish(snapshot, status, evidence);
    }

    /// <summary>Margins by another model from the next cycle on; false when a newer version is here already.</summary>
    public bool Activate(BoardModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return intake.Activate(model);
    }

    /// <summary>Tells the board in which state an owner was last reported, by this board or another; the next cycle reports any difference. Without it an owner is taken to be healthy.</summary>
    public void Expect(string owner, MarginState state) => intake.Expect(owner, state);

    /// <summary>One margin cycle over all that has come in; false when nothing has, so that all margins stand as they are. Callers wait for each other.</summary>
    public bool RunCycle()
    {
        lock (cycling)
        {
            var nowMs = NowMs;
            var start = time.GetTimestamp();
            using var trace = RuntimeMeters.Traces.StartActivity("margin.cycle");
            if (!intake.Take(engine))
            {
                age.Confirm(nowMs);
                // Nothing was done: nothing is told of it.
                trace?.ActivityTraceFlags = ActivityTraceFlags.None;
                return false;
            }

            try
            {
                var coverage = engine.Run();
                var next = new BoardView(Math.Max((view?.MarketSeq ?? 0) + 1, nowMs), nowMs, engine.Model, engine.Markets, coverage);
                view = next;
                age.Margined(nowMs, coverage);
                metrics.Cycle(time.GetElapsedTime(start), engine.Report(next.Inputs), engine.ConfirmedCount);
                Cycled?.Invoke(next);
                return true;
            }
            catch
            {
                metrics.Failed();
                intake.Return();
                throw;
            }
        }
    }

    /// <summary>The exact margin of an account or owner as it is now, in the markets of the last cycle; null when it is not on the board or no cycle has run.</summary>
    /// <param name="key"><c>venue/account</c>, or an owner.</param>
    public PortfolioFigure? Figure(string key) => Figure(key, readers);

    /// <summary><see cref="Figure(string)"/> for what acts on it: it waits for no reader.</summary>
    internal PortfolioFigure? DecidingFigure(string key) => Figure(key, deciders);

    /// <summary>Asks anything of an account or owner as it is now, in the markets of the last cycle; null when it is not on the board or no cycle has run.</summary>
    /// <param name="key"><c>venue/account</c>, or an owner.</param>
    /// <param name="question">Runs on the calling thread; the reading is valid while it does. More callers than there are readers wait for each other.</param>
    /// <exception cref="UnpricedInstrumentException">The question asks for the price of what has none.</exception>
    public T? Read<T>(string key, Func<BoardReading, T> question)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(question);
        if (view is not { } now || intake.FindParts(key) is not { } parts) return null;
        return readers.Ask(reader => question(reader.Read(now, key, parts.Owner, parts.Holding, parts.Accounts, parts.ReservedUsd)));
    }

    /// <summary>The accounts of an owner on the board, by ordinal key; an account that is nobody else's is its own owner's. Empty when there are none.</summary>
    public ImmutableArray<string> AccountsOf(string owner) => intake.AccountsOf(owner);

    /// <summary>All owners of the last cycle by maintenance excess; null before the first. Made once a cycle at most, when somebody asks.</summary>
    public BoardRanking? Ranking()
    {
        if (view is not { } now) return null;
        if (ranking is { } known && ReferenceEquals(known.View, now)) return known;
        lock (cycling)
        {
            if (view is not { } latest) return null;
            if (!ReferenceEquals(ranking?.View, latest)) ranking = new(latest, engine.Ranks());
            return ranking;
        }
    }

    /// <summary>
    /// The owner's margin before and after an order of one of its accounts. When it passes, the margin that the order takes is held until the assessment is
    /// disposed of: orders of one owner are assessed one after the other, whatever their venues, and never spend the same margin.
    /// </summary>
    /// <param name="account"><c>venue/account</c>.</param>
    /// <param name="order">The order, of an instrument that the caller knows to be listed: the board lists it too.</param>
    /// <exception cref="ArgumentException">A size of 0 or out of bounds, a price that is not above 0, or an instrument's name outside the grammar.</exception>
    public MarginAssessment AssessOrder(string account, OrderIntent order)
    {
        order.Check();
        if (decisions?.Pause is { } pause) return new($"no decisions are taken: {pause.Reason}");
        if (intake.OwnerOf(account) is not { } owner) return new($"{account} is not on the board");
        lock (owners.Of(owner))
        {
            if (view is not { } now) return new("no margin cycle has run yet");
            var (holding, seq, reservedUsd, problem) = intake.ForOrder(account, owner, order.Instrument);
            if (problem is not null) return new(problem);
            try
            {
                using var lease = deciders.Take();
                lease.Reader.Bring(now, holding.Instruments);
                var (before, after, status) = lease.Reader.Trade(holding.Lots, order);
                var evidence = Evidence.Of(owner, status, before, after, reservedUsd, now.Inputs(seq));
                return new([evidence], evidence.Passes ? intake.Hold(new(owner, account, Evidence.TakenUsd(evidence), IsParting: false)) : null);
            }
            catch (Exception unpriced) when (ProblemOf(unpriced) is { } why)
            {
                return new(why);
            }
        }
    }

    /// <summary>
    /// What would stand if an account left its owner: the others together, then the account by itself, which before was no portfolio and had nothing. While the
    /// assessment is held, orders of the owner are not assessed; while one of these is, this is not.
    /// </summary>
    /// <param name="account"><c>venue/account</c>.</param>
    public MarginAssessment AssessUnlink(string account)
    {
        if (decisions?.Pause is { } pause) return new($"no decisions are taken: {pause.Reason}");
        if (intake.OwnerOf(account) is not { } owner) return new($"{account} is not on the board");
        lock (owners.Of(owner))
        {
            if (view is not { } now) return new("no margin cycle has run yet");
            var (together, others, alone, othersUsd, aloneUsd, problem) = intake.ForParting(account, owner);
            if (problem is not null) return new(problem);
            try
            {
                using var lease = deciders.Take();
                var reader = lease.Reader;
                reader.Bring(now, alone.Instruments);
                var released = Evidence.Of(account, reader.StatusOf(alone.Lots), default, reader.Figure(alone.Lots), aloneUsd, now.Inputs(alone.Lots.Sequence));

                // Whoever lets the last account go has nothing left, and needs nothing.
                var remaining = Evidence.Of(
                    owner,
                    reader.StatusOf(together.Lots),
                    reader.Figure(together.Lots),
                    others is { } rest ? reader.Figure(rest.Lots) : default,
                    othersUsd,
                    now.Inputs((others ?? alone).Lots.Sequence));
                return new([remaining, released], intake.Hold(new(owner, account, 0, IsParting: true)));
            }
            catch (Exception unpriced) when (ProblemOf(unpriced) is { } why)
            {
                return new(why);
            }
        }
    }

    /// <summary>The whole book by the present model and by another, exactly, on the calling thread and beside the cycle; null before the first cycle.</summary>
    /// <param name="other">The other model.</param>
    /// <param name="worstCount">How many owners to name, those first whose initial margin rises most.</param>
    /// <param name="cancellation">Gives up between two owners.</param>
    public ImpactReport? Impact(BoardModel other, int worstCount, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (view is not { } now) return null;
        var (held, instruments) = intake.Owners();
        return ImpactRun.Of(now, held, instruments, other, worstCount, cancellation);
    }

    /// <summary>Every account as it is now, and the last cycle; null before the first.</summary>
    public BoardBook? Book()
    {
        if (view is not { } now) return null;
        var (places, instruments) = intake.Places();
        return new(now, places, instruments);
    }

    /// <summary>Every account as it is now in the markets of the last cycle, exactly, on the calling thread and beside the cycle; null before the first cycle.</summary>
    /// <param name="cancellation">Gives up between two accounts.</param>
    /// <remarks>One figure an account and one an owner of several; some 10 us each at a hundred positions.</remarks>
    public CycleFigures? Figures(CancellationToken cancellation)
    {
        if (view is not { } now) return null;
        var (places, instruments) = intake.Places();
        return CycleRun.Of(now, places, instruments, cancellation);
    }

    /// <summary>How many owners of the last cycle stand where, by number of their <see cref="RiskCluster.Risk.Margin.MarginState"/>; as it was known last while a cycle takes longer than <paramref name="patience"/>.</summary>
    internal int[] StateCounts(TimeSpan patience)
    {
        if (view is null || !cycling.TryEnter(patience)) return stateCounts;
        try
        {
            return stateCounts = engine.StateCounts();
        }
        finally
        {
            cycling.Exit();
        }
    }

    /// <summary>Frees the arrays; no call may be running.</summary>
    public void Dispose()
    {
        metrics.Dispose();
        engine.Dispose();
        readers.Dispose();
        deciders.Dispose();
    }

    private PortfolioFigure? Figure(string key, BoardReaders set)
    {
        if (view is not { } now || intake.Find(key) is not { } holding) return null;
        return set.Ask(reader =>
        {
            reader.Bring(now, holding.Instruments);
            return reader.Answer(now, key, holding.Lots);
        });
    }

    // Why there is no margin; null for what should not happen.
    private static string? ProblemOf(Exception thrown) => thrown switch
    {
        UnpricedInstrumentException unpriced => unpriced.Message,
        OverflowException => FigureBounds.Problem,
        _ => null,
    };
}
