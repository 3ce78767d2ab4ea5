using RiskCluster.Cli.Language;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Bench;

/// <summary>The risk board: what it adds to the bare engine, what one account's update costs in a large book, memory, and the pre-trade check.</summary>
internal static class BoardBench
{
    private const int Instruments = 1000;
    private const int Accounts = 10_000;
    private const int ManyAccounts = 100_000;

    /// <summary>The measurements; the largest book in the long form only.</summary>
    public static IEnumerable<Func<BenchOptions, IEnumerable<BenchRow>>> Measurements() =>
    [
        Run,
        options => options.IsShort ? [] : [AgainstEngine(ManyAccounts, rounds: 5)],
    ];

    private static IEnumerable<BenchRow> Run(BenchOptions options)
    {
        yield return AgainstEngine(Accounts, options.Rounds);
        var held = BenchWorkload.Instruments(Instruments);
        using var few = new BenchBoard(held, 100);
        using var many = new BenchBoard(held, Accounts);
        yield return new(
            "memory of an idle account on the board, bytes",
            many.BytesEach,
            BenchLimit.AtMost,
            4_096,
            FormattableString.Invariant($"{Accounts} accounts of {BenchWorkload.LotsEach} positions, arrays aside"));
        yield return Update(options, few, many);
        yield return Check(options, many);
    }

    private static BenchRow AgainstEngine(int accounts, int rounds)
    {
        var held = BenchWorkload.Instruments(Instruments);
        using var board = new BenchBoard(held, accounts);
        using var arrays = new RiskArrays(held, BenchWorkload.ScenarioSet());
        var book = new MarginBook(held);
        foreach (var account in BenchWorkload.AccountsOneByOne(held, accounts)) book.Put(account);
        using var cycle = new MarginCycle(arrays, book, RiskModel.Load(ModelTexts.DefaultModel).Requirement, SerialWork.Instance);
        var version = 0L;
        var times = Interleaved.MedianNanoseconds(rounds, board.Tick, () => cycle.Run([BenchBoard.Market(++version)]));
        return new(
            FormattableString.Invariant($"margin cycle through the board / bare engine, {accounts} accounts"),
            times[0] / times[1],
            BenchLimit.AtMost,
            1.3,
            FormattableString.Invariant($"{times[0] / 1e6:0.0} ms against {times[1] / 1e6:0.0} ms, {BenchWorkload.LotsEach} lots each"));
    }

    private static BenchRow Update(BenchOptions options, BenchBoard few, BenchBoard many)
    {
        const int updates = 100;
        var times = Interleaved.MedianNanoseconds(options.Rounds, () => Repeat(few.Update, updates), () => Repeat(many.Update, updates));
        return new(
            "update of one account, book of 10,000 / book of 100",
            times[1] / times[0],
            BenchLimit.AtMost,
            2,
            FormattableString.Invariant($"{times[1] / updates / 1000:0.0} us against {times[0] / updates / 1000:0.0} us, put and margined with its crossing"));
    }

    private static BenchRow Check(BenchOptions options, BenchBoard board)
    {
        const int checks = 1_000;
        const int ticked = 20;
        if (!board.Assess()) throw new InvalidOperationException("the order of the bench does not pass");
        var times = Interleaved.MedianNanoseconds(options.Rounds, () => Repeat(() => board.Assess(), checks), () => Repeat(board.Update, ticked));
        return new(
            "pre-trade check, hot / update of one account",
            times[0] / checks / (times[1] / ticked),
            BenchLimit.AtMost,
            0.25,
            FormattableString.Invariant($"{times[0] / checks / 1000:0.00} us against {times[1] / ticked / 1000:0.0} us"));
    }

    private static void Repeat(Action body, int times)
    {
        for (var i = 0; i < times; i++) body();
    }
}
