using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>A larger position, a larger shock or a larger haircut never asks for less, in every shipped model that has such a thing.</summary>
public sealed class MonotonePropertyTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(40);
    private static readonly string[] Models = ["derive-pm2", "derive-standard", "deribit-pm", "span", "paradex-pm", "fixed-percentage", "delta-based"];

    public static TheoryData<string> AllModels() => [.. Models];

    [Theory]
    [MemberData(nameof(AllModels))]
    [Trait("Rule", "MRG-2")]
    [Trait("Rule", "MRG-6")]
    public void A_larger_lone_position_never_asks_for_less(string model)
    {
        var document = ModelDocument.Load(model);
        var lone =
            from kind in Gen.Elements('C', 'P', 'F', 'X')
            from strike in Gen.Elements(40_000.0, 60_000.0, 90_000.0)
            from sign in Gen.Elements(-1, 1)
            from small in Gen.Choose(0, 1000)
            from more in Gen.Choose(1, 1000)
            select (kind, strike, Small: sign * small / 10.0, Large: sign * (small + more) / 10.0);
        Check.One(Quick, Prop.ForAll(lone.ToArbitrary(), item =>
        {
            var (small, large) = (Lone(item.kind, item.strike, item.Small).Margin(document), Lone(item.kind, item.strike, item.Large).Margin(document));
            return large.InitialMargin >= small.InitialMargin - Slack(large) && large.MaintenanceMargin >= small.MaintenanceMargin - Slack(large);
        }));
    }

    [Theory]
    [Trait("Rule", "SCN-1")]
    [InlineData("deribit-pm", "components.matrix.price_range", 'X', 0.01, 0.9)]
    [InlineData("span", "components.scenarios.price_range", 'X', 0.01, 0.9)]
    [InlineData("delta-based", "components.delta.initial_move", 'X', 0.1, 1)]
    [InlineData("fixed-percentage", "components.notional.initial", 'X', 0.05, 1)]
    [InlineData("derive-standard", "components.perpetuals.initial", 'X', 0.065, 1)]
    [InlineData("derive-standard", "components.options.maximal", 'C', 0.1, 1.2)]
    [InlineData("derive-pm2", "components.vol_shock.range_up", 'C', 0, 10)]
    [InlineData("derive-pm2", "components.vol_shock.minimal_up_vol", 'P', 0, 5)]
    [InlineData("derive-pm2", "components.forward.factor", 'C', 0, 20)]
    [InlineData("derive-pm2", "components.skew.linear_cap", 'P', 0, 10)]
    [InlineData("paradex-pm", "components.vol_shock.range_up", 'P', 0, 10)]
    [InlineData("paradex-pm", "components.minimum_delta.net_share", 'X', 0, 1)]
    [InlineData("deribit-pm", "components.vol_shock.range_up", 'C', 0, 10)]
    [InlineData("deribit-pm", "components.roll_shock.move_per_year", 'F', 0, 10)]
    [InlineData("span", "components.scenarios.vol_range", 'C', 0, 5)]
    [InlineData("span", "components.scenarios.extreme_share", 'C', 0, 1)]
    public void A_larger_shock_never_asks_for_less_of_a_short_position(string model, string path, char kind, double least, double most)
    {
        var shocks = from low in Gen.Choose(0, 1000) from more in Gen.Choose(0, 1000) select (low / 2000.0, (low + more) / 2000.0);
        Check.One(Quick, Prop.ForAll(shocks.ToArbitrary(), pair =>
        {
            double Initial(double share) => Lone(kind, 60_000, -2).Margin(ModelPatch.Apply(model, (path, least + share * (most - least)))).InitialMargin;
            var (small, large) = (Initial(pair.Item1), Initial(pair.Item2));
            return large >= small - 1e-9 * (1 + Math.Abs(small));
        }));
    }

    [Theory]
    [Trait("Rule", "SCN-1")]
    [Trait("Rule", "SCN-2")]
    [InlineData("derive-pm2")]
    [InlineData("paradex-pm")]
    public void A_wider_list_of_moves_never_asks_for_less_of_a_perpetual(string model) =>
        Check.One(Quick, Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), Gen.Choose(1, 400).ToArbitrary(), (a, b) =>
        {
            double Initial(int range) => Lone('X', 0, 3).Margin(ModelPatch.Apply(model, ("components.scenarios.moves", Moves(range / 500.0)))).InitialMargin;
            return a <= b ? Initial(a) <= Initial(b) + 1e-6 : Initial(b) <= Initial(a) + 1e-6;
        }));

    [Theory]
    [Trait("Rule", "COL-1")]
    [InlineData("derive-pm2", "components.collateral.assets.USDT.maintenance", 1)]
    [InlineData("derive-pm2", "components.collateral.assets.USDT.initial_extra", 1)]
    [InlineData("paradex-pm", "components.collateral.assets.USDC.maintenance", 1)]
    [InlineData("derive-standard", "components.collateral.assets.BTC.factor", -1)]
    [InlineData("derive-standard", "components.collateral.assets.BTC.initial_scale", -1)]
    public void A_larger_haircut_never_counts_more(string model, string path, int direction) =>
        Check.One(Quick, Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), Gen.Choose(1, 500).ToArbitrary(), (a, b, amount) =>
        {
            var asset = path.Split('.')[3];
            double Excess(int thousandths) => new TestCase("BTC", 60_000).Collateral(asset, amount, asset == "BTC" ? 60_000 : 1).Margin(ModelPatch.Apply(model, (path, thousandths / 1000.0))).InitialExcess;
            return direction * Math.Sign(b - a) * (Excess(b) - Excess(a)) <= 1e-6;
        }));

    [Theory]
    [MemberData(nameof(AllModels))]
    [Trait("Rule", "MRG-10")]
    public void The_scan_is_computed_again_from_the_scenarios_that_are_told(string model)
    {
        var document = ModelDocument.Load(model);
        var factors = document.Single<Risk.Language.Components.ScanRequirement>() ?? Risk.Language.Components.ScanRequirement.Plain;
        Check.One(Quick, Prop.ForAll(Gen.Choose(-500, 500).ToArbitrary(), Gen.Choose(-500, 500).ToArbitrary(), (calls, perpetuals) =>
        {
            var margin = Lone('C', 60_000, calls / 100.0).Hold("BTC_USDC-PERPETUAL", perpetuals / 100.0).Margin(document);
            var worst = Math.Max(0, -margin.Scenarios.Select(scenario => scenario.Pnl).DefaultIfEmpty(0).Min());
            var scan = margin.Components.Single(component => component.Name == "scan");
            // A floor may lie above the worst scenario; nothing lies below it.
            var isFloored = document.All<IScanFloor>().Any() && scan.Initial > factors.InitialFactor * worst;
            return isFloored || (Math.Abs(scan.Initial - factors.InitialFactor * worst) <= Slack(margin) && Math.Abs(scan.Maintenance - factors.MaintenanceFactor * worst) <= Slack(margin));
        }));
    }

    private static object[] Moves(double range) => [new { spot_ratio = 1 + range, vol = "none" }, new { spot_ratio = 1 - range, vol = "none" }];

    private static double Slack(ModelMargin margin) => 1e-9 * (1 + Math.Abs(margin.InitialMargin) + Math.Abs(margin.MarkValue));

    private static TestCase Lone(char kind, double strike, double size)
    {
        var test = new TestCase("BTC", 60_000).Expiry(new(default, 20 * 86_400, 60_200, RateAnnual: 0.04, Smile: TestCase.Vols((40_000, 0.7), (60_000, 0.5), (90_000, 0.6))));
        return kind switch
        {
            'X' => test.Hold("BTC_USDC-PERPETUAL", size),
            'F' => test.Hold($"BTC_USDC-{TestCase.Day(0)}", size),
            _ => test.Option(strike, kind, size),
        };
    }
}
