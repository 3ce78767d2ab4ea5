using System.Globalization;

namespace RiskCluster.Cli.Tests.Margining;

public sealed class StressAndHedgeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-hedge").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void The_printed_breach_is_where_simulate_finds_equity_and_maintenance_margin_equal()
    {
        var stress = DemoFiles.Json("margin", "--reverse-stress").Items("reverse_stress").Single();
        var nearest = stress.GetProperty("nearest");
        stress.Items("directions").Single().GetProperty("up").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var move = nearest.Number("move").ToString("R", CultureInfo.InvariantCulture);
        var there = DemoFiles.Json("simulate", "--change", Write($$"""{"owner": "polaris", "overrides": [{"underlying": "BTC", "spot_shift": {{move}}}]}"""));
        there.Usd("post_maintenance_margin_excess").ShouldBe(0, 3e-6);
        there.Usd("post_maintenance_margin").ShouldBe(nearest.Number("maintenance_margin_usd"), 2e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void The_printed_hedge_frees_what_simulate_says()
    {
        var hedge = DemoFiles.Json("margin", "--hedge", "50000").Items("hedges").Single();
        hedge.GetProperty("is_attainable").GetBoolean().ShouldBeTrue();
        var best = hedge.GetProperty("best");
        var size = best.Number("size").ToString("R", CultureInfo.InvariantCulture);
        var after = DemoFiles.Json("simulate", "--change", Write($$"""{"owner": "polaris", "simulated_position_changes": [{"instrument": "{{best.GetProperty("instrument").GetString()}}", "size": {{size}}}]}"""));
        (after.Usd("pre_initial_margin") - after.Usd("post_initial_margin")).ShouldBe(50_000, 3e-6);
        var dearer = DemoFiles.Json("margin", "--hedge", "50000", "--hedge-cost", "0.001").Items("hedges").Single().GetProperty("best");
        dearer.Number("cost_usd").ShouldBe(2 * best.Number("cost_usd"), 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-11")]
    public void Tables_say_it_in_words()
    {
        var run = DemoFiles.Run("margin", "--reverse-stress", "--hedge", "1000000000", "--explain");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("smallest move of spot that breaches maintenance margin");
        run.Output.ShouldContain("freed by no single trade");
        run.Output.ShouldContain("is to be held");
    }

    [Theory]
    [InlineData("--hedge: must be a positive amount", "--hedge", "0")]
    [InlineData("--hedge", "--hedge", "lots")]
    [InlineData("--hedge-cost: must be a fraction within [0, 1]", "--hedge", "1", "--hedge-cost", "2")]
    [InlineData("--owner: nobody: owns no account", "--owner", "nobody")]
    public void Bad_questions_are_refused_in_one_line(string message, params string[] args)
    {
        var run = DemoFiles.Run("margin", args);
        run.ExitCode.ShouldBe(CommandLine.BadInput);
        run.Error.ShouldContain(message.Split(':')[0]);
        if (message.Contains(':')) run.ShouldBeRefusedWith(message);
    }

    private string Write(string text)
    {
        var file = Path.Combine(folder, "change.json");
        File.WriteAllText(file, text);
        return file;
    }
}
