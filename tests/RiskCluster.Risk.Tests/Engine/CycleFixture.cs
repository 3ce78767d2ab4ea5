using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>A margin cycle over a test book, run once.</summary>
internal sealed class CycleFixture : IDisposable
{
    public CycleFixture(IReadOnlyList<AccountPortfolio> accounts, ScenarioSet? scenarios = null, IParallel? parallel = null, RiskModelRequirement? rules = null)
    {
        Accounts = accounts;
        Scenarios = scenarios ?? TestBook.Scenarios();
        Arrays = new(TestBook.Instruments, Scenarios);
        Book = MarginBook.Compile(TestBook.Instruments, accounts);
        Cycle = new(Arrays, Book, rules ?? TestBook.Rules, parallel ?? SerialWork.Instance);
        Cycle.Run([.. TestBook.Markets()]);
    }

    public IReadOnlyList<AccountPortfolio> Accounts { get; }

    public ScenarioSet Scenarios { get; }

    public RiskArrays Arrays { get; }

    public MarginBook Book { get; }

    public MarginCycle Cycle { get; }

    /// <summary>The accounts behind a portfolio: one, or all of an owner.</summary>
    public IEnumerable<AccountPortfolio> AccountsOf(int portfolio) =>
        portfolio < Book.AccountCount ? [Accounts[portfolio]] : Accounts.Where(account => account.Owner == Book.KeyOf(portfolio));

    public void Dispose()
    {
        Cycle.Dispose();
        Arrays.Dispose();
    }
}
