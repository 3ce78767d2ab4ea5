using RiskCluster.Cli.Tests.Margining;

namespace RiskCluster.Cli.Tests.Liquidation;

/// <summary>An unwind planned from files.</summary>
[Trait("Rule", "SYS-2")]
public sealed class PlanCommandTests
{
    [Fact]
    public void A_plan_lands_on_the_buffer_margin_by_steps_that_lower_the_requirement()
    {
        var plan = DemoFiles.Json("liquidation", "plan", "--owner", "polaris", "--buffer", "4");
        plan.GetProperty("status").GetString().ShouldBe("recovers");
        var before = plan.GetProperty("before");
        before.Usd("initial_margin").ShouldBe(DemoFiles.Json("margin").Items("owners").Single(owner => owner.GetProperty("owner").GetString() == "polaris").Usd("initial_margin"));
        foreach (var step in plan.Items("steps"))
        {
            step.GetProperty("after").Usd("initial_margin").ShouldBeLessThan(before.Usd("initial_margin"));
            step.Items("orders").Sum(order => order.Number("cost_usd")).ShouldBe(step.Number("cost_usd"), 1e-6);
            before = step.GetProperty("after");
        }

        before.Usd("equity").ShouldBe(5 * before.Usd("maintenance_margin"), 0.01);
        plan.Number("best_possible_usd").ShouldBeInRange(0, plan.Number("cost_usd"));
    }

    [Fact]
    public void A_halted_venue_is_left_and_tables_name_every_order()
    {
        var run = DemoFiles.Run("liquidation", "plan", "--owner", "polaris", "--buffer", "4", "--halted", "borealis");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("cascade/polaris");
        run.Output.ShouldNotContain("borealis/polaris");
        run.Output.ShouldContain("no plan costs less than");
    }

    [Theory]
    [InlineData("--owner", "nobody", "has no account of nobody")]
    [InlineData("--buffer", "-1", "must be a share within [0, 10]")]
    [InlineData("--halted", "mars", "polaris has no account on mars")]
    public void Bad_input_is_named(string option, string value, string told)
    {
        var run = option == "--owner" ? DemoFiles.Run("liquidation", "plan", option, value) : DemoFiles.Run("liquidation", "plan", "--owner", "polaris", option, value);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(told);
    }
}
