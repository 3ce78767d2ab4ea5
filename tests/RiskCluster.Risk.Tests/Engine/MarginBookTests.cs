using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>A book that changes under a running cycle against one compiled from scratch.</summary>
public sealed class MarginBookTests
{
    private static readonly ImmutableArray<Instrument> ByName = [.. TestBook.Instruments.OrderBy(instrument => instrument.Name, StringComparer.Ordinal)];

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void After_any_history_the_figures_are_those_of_a_book_compiled_from_scratch_to_the_last_bit() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            using var live = new LiveBook(seed);
            for (var step = 0; step < 6; step++)
            {
                live.ChangeAccounts();
                live.Cycle();
                live.Check();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void A_change_makes_new_lots_of_its_account_and_owner_and_of_nobody_else()
    {
        var accounts = TestBook.Accounts(90, seed: 2);
        var book = MarginBook.Compile(TestBook.Instruments, accounts);
        var before = Enumerable.Range(0, book.PortfolioCount).Select(book.LotsOf).ToArray();
        var shared = accounts.First(account => account.Owner.StartsWith("multi", StringComparison.Ordinal));
        book.Put(shared with { CashUsd = 5 });
        book.Settle();
        var moved = Enumerable.Range(0, book.PortfolioCount).Where(i => !ReferenceEquals(book.LotsOf(i), before[i])).Select(book.KeyOf).ToList();
        moved.ShouldBe([shared.Key, shared.Owner], ignoreOrder: true);
    }

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void An_owner_is_netted_while_it_has_several_accounts_and_its_only_account_stands_for_it_otherwise()
    {
        var book = new MarginBook(TestBook.Instruments);
        book.Put(Account("a", "o"));
        book.FindOwner("o").ShouldBe(book.Find("v/a"));
        book.Put(Account("b", "o"), sequence: 7);
        var netted = book.FindOwner("o");
        netted.ShouldBe(book.Find("o"));
        book.LotsOf(netted).Sequence.ShouldBe(7);
        book.OwnerOf(netted).ShouldBe("o");
        book.OwnerOf(book.Find("v/a")).ShouldBeNull();
        book.AccountsOf("o").ShouldBe(["v/a", "v/b"]);
        book.Put(Account("b", "p"));
        book.FindOwner("o").ShouldBe(book.Find("v/a"));
        book.Find("o").ShouldBe(-1);
        book.OwnerOfAccount("v/b").ShouldBe("p");
        book.Remove("v/a").ShouldBeTrue();
        book.Remove("v/a").ShouldBeFalse();
        book.FindOwner("o").ShouldBe(-1);
        book.OwnerCount.ShouldBe(1);
        book.AccountCount.ShouldBe(1);

        static AccountPortfolio Account(string name, string owner) => new("v", name, owner, 1, [new("BTC_USDC", 1)]);
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void A_number_that_another_portfolio_takes_begins_healthy()
    {
        var book = MarginBook.Compile(TestBook.Instruments, [new("v", "poor", "a", -1, [])]);
        using var arrays = new RiskArrays(TestBook.Instruments, TestBook.Scenarios());
        using var cycle = new MarginCycle(arrays, book, TestBook.Rules, SerialWork.Instance);
        cycle.Run([.. TestBook.Markets()]);
        cycle.StateOf(0).ShouldBe(MarginState.Bankrupt);
        book.Remove("v/poor");
        book.Put(new("v", "rich", "b", 1, []));
        book.Find("v/rich").ShouldBe(0);
        cycle.StateOf(0).ShouldBe(MarginState.Bankrupt, "the cycle has not taken the change over yet");
        cycle.Take(book);
        cycle.RunTaken();
        cycle.StateOf(0).ShouldBe(MarginState.Healthy);
        cycle.Crossings.Length.ShouldBe(0);
    }

    [Fact]
    public void A_refused_account_leaves_the_book_as_it_was()
    {
        var book = MarginBook.Compile(TestBook.Instruments, [new("v", "a", "o", 1, [])]);
        var lots = book.LotsOf(0);
        Should.Throw<ArgumentException>(() => book.Put(new("v", "a", "p", double.NaN, [])));
        book.LotsOf(0).ShouldBeSameAs(lots);
        book.OwnerOfAccount("v/a").ShouldBe("o");
        Should.Throw<ArgumentException>(() => book.Put(new("v", "b", "p", 0, [new("NONE", 1)]))).Message.ShouldContain("unknown instrument NONE");
        book.AccountCount.ShouldBe(1);
    }

    [Theory]
    [Trait("Rule", "MRG-11")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trade_moves_equity_by_its_distance_from_the_mark_and_gives_the_figure_of_whoever_holds_it(bool isWholeModel)
    {
        var rules = isWholeModel ? RiskModel.Load("riskcluster-1").Requirement : TestBook.Rules;
        using var margin = new PortfolioMargin(ByName, TestBook.Scenarios(), rules) { MakesRowsSingly = true };
        foreach (var market in TestBook.Markets()) margin.Take(market);
        // Collateral that follows coins is worth what the deltas make of it; a trade moves them.
        List<AccountPortfolio> accounts = [.. TestBook.Accounts(9, seed: 4, cashUsd: 1e5).Select(account => account with { Collateral = [new("ETH", 10, 1), new("stETH", 5, 1_890)] })];
        var before = margin.Standing(margin.Compile("x", accounts));
        before.Figure.ShouldBe(margin.Figure(before.Lots));
        foreach (var name in new[] { "BTC_USDC", "BTC-PERPETUAL", "BTC_USDC-PERPETUAL", "BTC-27FEB26-60000-C", "ETH_USDC-26JUN26-1900-P" })
        {
            var slot = margin.SlotOf(name);
            var mark = margin.MarkPriceUsd(slot);
            var held = before.Lots.UnitsOf(slot);
            // More, less, through zero, and flat.
            foreach (var units in new[] { margin.Instruments[slot].IsSizedInUsd ? 20_000 : -2.5, -held / 2, -2 * held, -held }.Where(units => units != 0))
            {
                foreach (var price in new[] { mark, mark * (units > 0 ? 1.01 : 0.99) })
                {
                    var figure = margin.FigureAfter(before, slot, units, price);
                    var whole = margin.Figure(margin.Compile("x", [.. accounts, Bought(margin.Instruments[slot], units, price)]));
                    Same(figure.InitialMarginUsd, whole.InitialMarginUsd, name);
                    Same(figure.MaintenanceMarginUsd, whole.MaintenanceMarginUsd, name);
                    Same(figure.EquityUsd, whole.EquityUsd, name);
                    Same(figure.Contingencies.InitialUsd, whole.Contingencies.InitialUsd, name);
                    Same(figure.Unwind.CostUsd, whole.Unwind.CostUsd, name);
                    if (!isWholeModel && price == mark) figure.EquityUsd.ShouldBe(before.Figure.EquityUsd, 1e-6, name);
                    if (price != mark) figure.EquityUsd.ShouldBeLessThan(margin.FigureAfter(before, slot, units, mark).EquityUsd, name);
                }
            }
        }

        static void Same(double figureUsd, double wholeUsd, string name) => figureUsd.ShouldBe(wholeUsd, 1e-9 * (1 + Math.Abs(wholeUsd)), name);
    }

    [Theory]
    [Trait("Rule", "MRG-11")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_trade_that_looks_at_the_worst_scenarios_alone_gives_the_figure_of_all_of_them(int seed)
    {
        using var margin = new PortfolioMargin(ByName, TestBook.Scenarios(historical: 1_000, seed: seed), TestBook.Rules) { MakesRowsSingly = true };
        foreach (var market in TestBook.Markets()) margin.Take(market);
        var before = margin.Standing(margin.Compile("x", TestBook.Accounts(9, seed, cashUsd: 1e5)));
        var untailed = new PortfolioStanding(before.Lots, before.Figure, before.Sums with { Tail = null });
        var scratch = new double[margin.RowUsd(0).Length];
        var (few, all) = (0, 0);
        foreach (var slot in Enumerable.Range(0, margin.Instruments.Length).Where(slot => margin.Instruments[slot].Kind != InstrumentKind.Spot))
        {
            var row = margin.RowUsd(slot);
            var history = row[40..].ToArray();
            for (var size = 1e-3; size < 1e5; size *= 10)
            {
                foreach (var units in new[] { size, -size })
                {
                    margin.FigureAfter(before, slot, units, margin.MarkPriceUsd(slot)).ShouldBe(margin.FigureAfter(untailed, slot, units, margin.MarkPriceUsd(slot)));
                    if (before.Sums.Tail!.TryAdd(row, (history.Min(), history.Max()), units, scratch)) few++;
                    else all++;
                }
            }
        }

        few.ShouldBeGreaterThan(all / 4);
        all.ShouldBeGreaterThan(few / 4);
    }

    private static AccountPortfolio Bought(Instrument instrument, double units, double priceUsd) => instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual
        ? new("v", "trade", "o", 0, [new(instrument.Name, units, priceUsd)])
        : new("v", "trade", "o", -units * priceUsd, [new(instrument.Name, units)]);

    /// <summary>A book under random changes, and the accounts that it should hold.</summary>
    private sealed class LiveBook : IDisposable
    {
        private readonly Random random;
        private readonly Dictionary<string, AccountPortfolio> held = [];
        private readonly MarginBook book;
        private MarketSnapshot[] markets = [.. TestBook.Markets()];
        private RiskArrays arrays;
        private MarginCycle cycle;
        private RiskModelRequirement rules = TestBook.Rules;

        public LiveBook(int seed)
        {
            random = new(seed);
            // It begins with one underlying, so that the other has to be added.
            book = new([.. TestBook.Instruments.Where(instrument => instrument.Underlying == "ETH").Take(3)]);
            arrays = new(book.Instruments, TestBook.Scenarios());
            cycle = new(arrays, book, rules, SerialWork.Instance);
        }

        public void ChangeAccounts()
        {
            for (var change = random.Next(12); change > 0; change--)
            {
                var name = $"{random.Next(14)}";
                if (random.Next(4) == 0)
                {
                    book.Remove($"v/{name}").ShouldBe(held.Remove($"v/{name}"));
                    continue;
                }

                var account = new AccountPortfolio("v", name, $"o{random.Next(6)}", random.Next(-2_000, 200_000), [.. Enumerable.Range(0, random.Next(9)).Select(_ => TestBook.RandomPosition(random))]);
                book.List(account.Positions.Select(position => InstrumentName.Parse(position.Instrument)));
                book.Put(account);
                held[account.Key] = account;
            }

            if (random.Next(3) == 0) book.Compact();
        }

        public void Cycle()
        {
            var moves = random.Next(2) == 0;
            if (moves) markets = [.. TestBook.Markets(0.7 + 0.6 * random.NextDouble())];
            var hasOtherRules = random.Next(4) == 0;
            if (hasOtherRules) rules = rules with { InitialFactor = 1 + random.NextDouble() };
            if (hasOtherRules || book.Instruments != arrays.Instruments)
            {
                var (oldArrays, oldCycle) = (arrays, cycle);
                arrays = new(book.Instruments, TestBook.Scenarios());
                cycle = new(arrays, book, rules, SerialWork.Instance, oldCycle);
                oldCycle.Dispose();
                oldArrays.Dispose();
                cycle.Run(markets);
                return;
            }

            cycle.Take(book);
            if (moves) cycle.Run(markets);
            else cycle.RunTaken();
        }

        public void Check()
        {
            using var fresh = new RiskArrays(ByName, TestBook.Scenarios());
            var compiled = MarginBook.Compile(ByName, [.. held.Values]);
            using var reference = new MarginCycle(fresh, compiled, rules, SerialWork.Instance);
            reference.Run(markets);
            book.AccountCount.ShouldBe(held.Count);
            book.OwnerCount.ShouldBe(held.Values.DistinctBy(account => account.Owner).Count());
            Enumerable.Range(0, book.PortfolioCount).Count(i => book.KeyOf(i).Length > 0).ShouldBe(compiled.PortfolioCount);
            for (var i = 0; i < compiled.PortfolioCount; i++)
            {
                var number = book.Find(compiled.KeyOf(i));
                cycle.Figure(number).ShouldBe(reference.Figure(i), compiled.KeyOf(i));
                cycle.ScreenedScanUsd(number).ShouldBe(reference.ScreenedScanUsd(i));
                cycle.StateOf(number).ShouldBe(reference.StateOf(i));
                cycle.OwnerOf(number).ShouldBe(compiled.OwnerOf(i));
            }
        }

        public void Dispose()
        {
            cycle.Dispose();
            arrays.Dispose();
        }
    }
}
