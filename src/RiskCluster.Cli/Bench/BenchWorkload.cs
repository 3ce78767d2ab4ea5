using System.Collections.Immutable;
using RiskCluster.Cli.Language;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Bench;

/// <summary>The made-up book that the benchmarks margin: seeded, so that every run measures the same work.</summary>
internal static class BenchWorkload
{
    /// <summary>Lots of an account.</summary>
    public const int LotsEach = 100;

    /// <summary>Scenarios of a set: 105 stress, the rest historical.</summary>
    public const int Scenarios = 1033;

    private const int Stress = 105;
    private const int Skew = 12;
    private const int Term = 6;
    private const int Tilted = Stress - Term - Skew;
    private const int StrikesAnExpiry = 50;
    private const int Seed = 20260205;
    private const double Spot = 65_000;
    private static readonly RiskModel Model = RiskModel.Load(ModelTexts.DefaultModel);
    private static readonly UnixTime AsOf = UnixTime.FromUtc(2026, 2, 5, 16);

    /// <summary>How P&amp;L becomes a requirement in the model that comes with the engine.</summary>
    public static RiskModelRequirement Rules => Model.Requirement;

    /// <summary>The same without contingencies, unwind cost and haircuts: the scan alone.</summary>
    public static RiskModelRequirement BareRules { get; } = Rules with { Contingencies = RiskModelContingencies.None, Unwind = null, Collateral = null };

    /// <summary>BTC options: calls and puts at 50 strikes an expiry, as many expiries as it takes.</summary>
    /// <param name="count">Even: every call has its put.</param>
    public static ImmutableArray<Instrument> Instruments(int count)
    {
        var instruments = ImmutableArray.CreateBuilder<Instrument>(count);
        for (var i = 0; i < count; i++)
        {
            var strikeIndex = i / 2;
            var strike = Math.Round(Spot * (0.4 + 1.6 * (strikeIndex % StrikesAnExpiry) / StrikesAnExpiry));
            var expiry = Expiry(strikeIndex / StrikesAnExpiry);
            var type = i % 2 == 0 ? OptionType.Call : OptionType.Put;
            instruments.Add(InstrumentName.Parse(InstrumentName.FormatOption("BTC", expiry, strike, type)));
        }

        return instruments.ToImmutable();
    }

    /// <summary>A market with a smile at every expiry.</summary>
    public static MarketSnapshot Market(double move = 1, long version = 1)
    {
        var expiries = Enumerable.Range(0, 20).Select(Expiry).Select(expiry =>
        {
            var years = AsOf.YearsUntil(expiry);
            return new ExpiryMarket(expiry, Spot * move * Math.Exp(0.04 * years), 0, new(new(0.3 * years, 0.12 * Math.Sqrt(years), -0.25, 0.02, 0.2), years));
        });
        return new("BTC", AsOf, version, Spot * move, Spot * move, 0, [.. expiries]);
    }

    /// <summary>105 stress scenarios on a grid, the last of them with the rotations and tilts of the shipped model instead of a level; 928 normal daily returns.</summary>
    public static ScenarioSet ScenarioSet()
    {
        var random = new Random(Seed);
        var ratios = new double[Scenarios];
        var vols = new double[Scenarios];
        for (var s = 0; s < Scenarios; s++)
        {
            ratios[s] = s < Stress ? 0.82 + 0.36 * (s / 3) / (Stress / 3.0) : Math.Exp(0.03 * Normal(random));
            vols[s] = s < Tilted ? 0.4 * (s % 3 - 1) : s < Stress ? 0 : Math.Clamp(0.1 * Normal(random), -0.5, 1);
        }

        var shocks = new UnderlyingShocks("BTC", ratios, vols, [.. Enumerable.Repeat(1 / 365.0, Scenarios)], [.. Enumerable.Repeat(1.0, Scenarios)])
        {
            SkewLinear = Shares(Tilted, Skew, [1, -1, 0, 0]),
            SkewAbs = Shares(Tilted, Skew, [0, 0, 1, -1]),
            Term = Shares(Tilted + Skew, Term, [1, -1]),
        };
        return new(
            [.. Enumerable.Range(0, Scenarios).Select(s => $"{s}")],
            [.. Enumerable.Range(0, Scenarios).Select(KindOf)],
            Model.VolShockScaling,
            [shocks],
            Model.Skew.Rotation,
            Model.Term.Tilt);
    }

    /// <summary>
    /// Accounts of their own owners with lots long and short, and cash that keeps their state where it is; every third pledges collateral too: a stable coin that
    /// has to cross a bridge, the coin of the market, and for every other of them a tokenised fund.
    /// </summary>
    public static List<AccountPortfolio> Accounts(ImmutableArray<Instrument> instruments, int accounts, int lotsEach = LotsEach) => [.. AccountsOneByOne(instruments, accounts, lotsEach)];

    /// <summary>The same, made one by one: a large book need not be in memory twice.</summary>
    public static IEnumerable<AccountPortfolio> AccountsOneByOne(ImmutableArray<Instrument> instruments, int accounts, int lotsEach = LotsEach)
    {
        var random = new Random(Seed);
        var names = instruments.Select(instrument => instrument.Name).ToArray();
        for (var a = 0; a < accounts; a++)
        {
            random.Shuffle(names);
            var positions = names.Take(lotsEach).Select(name => new Position(name, Math.Round(10 * Normal(random), 1)));
            yield return new("bench", $"{a}", $"o{a}", 1e9, [.. positions]) { Collateral = Collateral(a) };
        }
    }

    private static ImmutableArray<PledgedAsset> Collateral(int account)
    {
        if (account % 3 != 1) return [];
        ImmutableArray<PledgedAsset> pledged = [new("USDC", 100_000 + account, 1, 0.9995, "arbitrum"), new("BTC", 2, Spot)];
        return account % 2 == 0 ? pledged : pledged.Add(new("BUIDL", 50_000, 1, null, null, PriceAgeHours: 36));
    }

    private static ScenarioKind KindOf(int scenario) => scenario switch
    {
        < Tilted => ScenarioKind.Grid,
        < Tilted + Skew => ScenarioKind.Skew,
        < Stress => ScenarioKind.Term,
        _ => ScenarioKind.Historical,
    };

    /// <summary>A column of zeros with a pattern repeated over some scenarios.</summary>
    private static double[] Shares(int start, int count, double[] pattern)
    {
        var column = new double[Scenarios];
        for (var s = 0; s < count; s++) column[start + s] = pattern[s % pattern.Length];
        return column;
    }

    private static UnixTime Expiry(int index) => new(UnixTime.FromUtc(2026, 2, 12, 8).Milliseconds + index * 7 * UnixTime.MillisecondsPerDay);

    /// <summary>The sum of twelve uniform draws: near enough to a normal one.</summary>
    private static double Normal(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
