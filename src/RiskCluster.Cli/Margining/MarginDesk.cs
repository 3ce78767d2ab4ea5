using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Cli.Margining;

/// <summary>A book of accounts under one model and scenario set, ready to be margined tick by tick: what <c>margin</c> and <c>demo</c> stand on.</summary>
internal sealed class MarginDesk : IDisposable
{
    private readonly WorkerCrew crew;
    private readonly PortfolioReporter reporter;

    /// <summary>Compiles the accounts and margins them once; futures without an entry price count as entered now.</summary>
    /// <exception cref="UnpricedInstrumentException">The opening market has no price for a position.</exception>
    public MarginDesk(RiskModel model, ScenarioSet scenarios, IReadOnlyList<AccountPortfolio> accounts, IReadOnlyList<MarketSnapshot> opening, int workers)
    {
        Model = model;
        Instruments = [.. accounts.SelectMany(account => account.Positions).Select(position => position.Instrument).Distinct().Order(StringComparer.Ordinal).Select(InstrumentName.Parse)];
        Arrays = new(Instruments, scenarios);
        foreach (var snapshot in opening) Arrays.Refill(snapshot);
        for (var slot = 0; slot < Instruments.Length; slot++)
            if (Arrays.Status(slot) is { } unavailable)
                throw new UnpricedInstrumentException(Instruments[slot].Name, unavailable.Reason);

        Accounts = [.. accounts.Select(account => account.EnteredAt(name => Arrays.PriceUsd[Arrays.IndexOf(name)]))];
        Book = MarginBook.Compile(Instruments, Accounts);
        crew = new(workers);
        Cycle = new(Arrays, Book, model.Requirement, crew);
        reporter = new(Cycle, model);
        Cycle.Run([.. opening]);
    }

    public RiskModel Model { get; }

    public ImmutableArray<Instrument> Instruments { get; }

    public ImmutableArray<AccountPortfolio> Accounts { get; }

    public RiskArrays Arrays { get; }

    public MarginBook Book { get; }

    public MarginCycle Cycle { get; }

    /// <summary>The full report of a portfolio in the last cycle's market.</summary>
    public PortfolioReport Report(int portfolio) => reporter.Report(Book.LotsOf(portfolio));

    /// <summary>The numbers of an owner's accounts.</summary>
    public IEnumerable<int> AccountsOf(string owner) => Enumerable.Range(0, Accounts.Length).Where(i => Accounts[i].Owner == owner);

    /// <summary>The portfolio that stands for an owner: its netted one, or its only account.</summary>
    public int OwnerPortfolio(string owner)
    {
        var netted = Book.Find(owner);
        return netted >= 0 ? netted : AccountsOf(owner).First();
    }

    public void Dispose()
    {
        Cycle.Dispose();
        crew.Dispose();
        Arrays.Dispose();
    }
}
