using System.Text.Json;

namespace RiskCluster.Cli.Tests.Liquidation;

/// <summary>The arithmetic of an unwind from the command line.</summary>
[Trait("Rule", "SYS-2")]
public sealed class LiquidationCommandTests
{
    [Fact]
    public void A_quote_prints_fraction_bid_and_what_remains()
    {
        var run = CommandRun.Of("liquidation", "quote", "--mark-value", "119.306330", "--maintenance-margin", "-103.090619", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var answer = JsonDocument.Parse(run.Output).RootElement;
        answer.GetProperty("state").GetString().ShouldBe("solvent");
        answer.GetProperty("fraction").GetDouble().ShouldBe(0.557941, 1e-6);
        answer.GetProperty("bid").GetDouble().ShouldBe(65.234609, 1e-6);
        var after = answer.GetProperty("after");
        after.GetProperty("mark_value").GetDouble().ShouldBe(117.975012, 1e-6);
        after.GetProperty("maintenance_margin").GetDouble().ShouldBe(19.662502, 1e-6);
        after.GetProperty("buffer_margin").GetDouble().ShouldBe(0, 1e-9);
        after.TryGetProperty("initial_margin", out _).ShouldBeFalse();
    }

    [Fact]
    public void Every_number_of_a_quote_can_be_given()
    {
        var run = CommandRun.Of(
            "liquidation", "quote", "--mark-value", "100", "--maintenance-margin", "-50", "--initial-margin", "-80", "--buffer", "0.1", "--reserved-cash", "20",
            "--elapsed-seconds", "60", "--fraction", "0.25", "--discount", "0:0.9,120:0.7", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var answer = JsonDocument.Parse(run.Output).RootElement;
        answer.GetProperty("discount").GetDouble().ShouldBe(0.8, 1e-12);
        answer.GetProperty("buffer_margin").GetDouble().ShouldBe(-65, 1e-12);
        answer.GetProperty("maximal_fraction").GetDouble().ShouldBe(-65 / (-65 - 100 * 0.8 - 20 * 0.2), 1e-12);
        answer.GetProperty("bid").GetDouble().ShouldBe(80 * 0.8 * 0.25, 1e-12);
        answer.GetProperty("after").GetProperty("initial_margin").GetDouble().ShouldBe((-80 - 20) * 0.75 + 20 + 16, 1e-12);
        answer.GetProperty("after").GetProperty("reserved_cash").GetDouble().ShouldBe(36, 1e-12);
    }

    [Fact]
    public void A_single_leg_prints_its_size()
    {
        var run = CommandRun.Of("liquidation", "single-leg", "--shortage", "10", "--margin-ratio", "0.1", "--price", "100", "--liquidation-fee", "0.01", "--insurance-fee", "0.01", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("base_asset_transfer").GetDouble().ShouldBe(1.25, 1e-12);
    }

    [Theory]
    [InlineData("--discount", "0:0.9,50", "'50' is not a corner")]
    [InlineData("--discount", "0:0.9,50:0.95", "never rise")]
    [InlineData("--buffer", "-1", "the buffer share must be within [0, 10]")]
    [InlineData("--fraction", "2", "the wanted fraction must be within (0, 1]")]
    public void A_bad_value_is_told_in_one_line(string option, string value, string told)
    {
        var run = CommandRun.Of("liquidation", "quote", "--mark-value", "100", "--maintenance-margin", "-50", option, value);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(told);
        run.Error.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public void People_read_a_table()
    {
        var run = CommandRun.Of("liquidation", "quote", "--mark-value", "119.306330", "--maintenance-margin", "-103.090619");
        run.Output.ShouldContain("65.2346");
        CommandRun.Of("liquidation", "single-leg", "--shortage", "10", "--margin-ratio", "0.1", "--price", "100").Output.ShouldContain("1 units");
    }
}
