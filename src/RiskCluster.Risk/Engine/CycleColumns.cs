using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>What a cycle margins and what it last said of it: parallel columns, one entry a portfolio number.</summary>
/// <remarks>
/// The lots are those that the book had when they were taken over: the book may change while the cycle runs. The scan figures are the float screen's, good to
/// <see cref="ScanErrorUsd"/>; states are confirmed in double.
/// </remarks>
internal sealed class CycleColumns
{
    /// <summary>A portfolio that nothing blocks.</summary>
    public const int NotBlocked = -1;

    /// <summary>A portfolio that owes collateral without a price.</summary>
    public const int BlockedByDebt = -2;

    private int suspectCount;
    private int blockedCount;

    /// <summary>Null for a number that nobody has.</summary>
    public PortfolioLots?[] Lots { get; private set; } = [];

    /// <summary>The owner whom the portfolio stands for; null for one account of several.</summary>
    public string?[] Owners { get; private set; } = [];

    /// <summary>The collateral of each portfolio, compiled by the cycle that counts it.</summary>
    public CollateralPlan[] Collateral { get; private set; } = [];

    public MarginState[] States { get; private set; } = [];

    public double[] ScanUsd { get; private set; } = [];

    public double[] ScanErrorUsd { get; private set; } = [];

    /// <summary>Equity less maintenance margin by the screen.</summary>
    public double[] MaintenanceExcessUsd { get; private set; } = [];

    /// <summary>The first held instrument that has no price, <see cref="BlockedByDebt"/> or <see cref="NotBlocked"/>: such a portfolio keeps its state and has no figure.</summary>
    public int[] BlockedBy { get; private set; } = [];

    /// <summary>Portfolios whose state the screen cannot vouch for; the first <see cref="SuspectCount"/> entries, in no order.</summary>
    public int[] Suspects { get; private set; } = [];

    public int SuspectCount => suspectCount;

    /// <summary>Portfolios without a figure; the first <see cref="BlockedCount"/> entries, in no order.</summary>
    public int[] Blocked { get; private set; } = [];

    public int BlockedCount => blockedCount;

    /// <summary>Portfolios that were taken over since the last cycle; the first <see cref="ChangedCount"/> entries.</summary>
    public int[] Changed { get; private set; } = [];

    public int ChangedCount { get; private set; }

    /// <summary>Numbers in use are below this.</summary>
    public int Count { get; private set; }

    /// <summary>How many owners are margined.</summary>
    public int OwnerCount { get; private set; }

    /// <summary>Takes over what has changed in the book. Costs a copy of one reference a change.</summary>
    public void Take(MarginBook book)
    {
        book.Settle();
        Grow(book.PortfolioCount);
        // Left over by a cycle that failed: which of them it did is not known.
        var isUnfinished = ChangedCount > 0;
        ChangedCount = 0;
        foreach (var number in book.Changed)
        {
            var lots = book.Held(number);
            // A number that another portfolio has now begins anew.
            if (lots is null || Lots[number]?.Key != lots.Key) Forget(number);
            Lots[number] = lots;
            Owners[number] = lots is null ? null : book.OwnerOf(number);
            Changed[ChangedCount++] = number;
        }

        OwnerCount = book.OwnerCount;
        book.ForgetChanges();
        if (isUnfinished) TouchAll();
    }

    /// <summary>Takes over all of a book: the first time.</summary>
    public void TakeAll(MarginBook book)
    {
        book.TouchAll();
        Take(book);
    }

    private void TouchAll()
    {
        ChangedCount = 0;
        for (var number = 0; number < Count; number++) Changed[ChangedCount++] = number;
    }

    /// <summary>Forgets what the last cycle found of all portfolios; their states stay.</summary>
    public void BeginAll()
    {
        suspectCount = 0;
        blockedCount = 0;
    }

    /// <summary>Forgets what the last cycle found of the changed portfolios; their states stay.</summary>
    public void BeginChanged()
    {
        suspectCount = 0;
        for (var i = 0; i < ChangedCount; i++) BlockedBy[Changed[i]] = NotBlocked;
        var kept = 0;
        for (var i = 0; i < blockedCount; i++)
            if (BlockedBy[Blocked[i]] != NotBlocked)
                Blocked[kept++] = Blocked[i];
        blockedCount = kept;
    }

    /// <summary>The changes have been margined.</summary>
    public void EndCycle() => ChangedCount = 0;

    public void AddSuspect(int portfolio) => Suspects[Interlocked.Increment(ref suspectCount) - 1] = portfolio;

    public void AddBlocked(int portfolio) => Blocked[Interlocked.Increment(ref blockedCount) - 1] = portfolio;

    private void Forget(int number)
    {
        States[number] = MarginState.Healthy;
        ScanUsd[number] = 0;
        ScanErrorUsd[number] = 0;
        MaintenanceExcessUsd[number] = 0;
        BlockedBy[number] = NotBlocked;
    }

    private void Grow(int count)
    {
        if (count > Lots.Length)
        {
            var capacity = Math.Max(count, Lots.Length + Lots.Length / 2);
            Lots = Resized(Lots, capacity);
            Owners = Resized(Owners, capacity);
            Collateral = Resized(Collateral, capacity);
            States = Resized(States, capacity);
            ScanUsd = Resized(ScanUsd, capacity);
            ScanErrorUsd = Resized(ScanErrorUsd, capacity);
            MaintenanceExcessUsd = Resized(MaintenanceExcessUsd, capacity);
            BlockedBy = Resized(BlockedBy, capacity);
            Suspects = Resized(Suspects, capacity);
            Blocked = Resized(Blocked, capacity);
            Changed = Resized(Changed, capacity);
        }

        Count = count;
    }

    private static T[] Resized<T>(T[] column, int length)
    {
        var grown = new T[length];
        column.CopyTo(grown, 0);
        return grown;
    }
}
