using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Operations.Tests;

/// <summary>Names of metrics as Prometheus has them, conditions that take their time, and logs that name nobody.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("riskcluster.margin.cycle.duration", "s", false, "riskcluster_margin_cycle_duration_seconds")]
    [InlineData("riskcluster.margin.coverage.ratio", "1", false, "riskcluster_margin_coverage_ratio")]
    [InlineData("some.share", "1", false, "some_share")]
    [InlineData("riskcluster.journal.failures", "{commit}", true, "riskcluster_journal_failures_total")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", true, "dotnet_gc_heap_total_allocated_bytes_total")]
    [InlineData("some.speed", "By/s", false, "some_speed_bytes_per_second")]
    [InlineData("orleans-catalog-activations", "", false, "orleans_catalog_activations")]
    [InlineData("orleans-messaging-sent-failed", "", true, "orleans_messaging_sent_failed_total")]
    [InlineData("orleans-scheduler-long-running-turns", "", true, "orleans_scheduler_long_running_turns_total")]
    public void Names_are_those_of_the_convention(string name, string unit, bool isCounter, string expected) => MetricNames.Of(name, unit, isCounter).ShouldBe(expected);

    [Fact]
    public void A_condition_counts_as_lost_only_after_a_while_and_as_held_again_only_after_another()
    {
        var condition = new Hysteresis(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3));
        bool At(int second, bool isGood) => condition.See(isGood, DateTimeOffset.UnixEpoch.AddSeconds(second));

        condition.Holds.ShouldBeFalse("nobody has looked");
        At(0, true).ShouldBeTrue("the first look counts at once");
        At(1, false).ShouldBeTrue();
        At(4, false).ShouldBeTrue();
        At(5, true).ShouldBeTrue("it was good in between");
        At(6, false).ShouldBeTrue();
        At(10, false).ShouldBeTrue();
        At(11, false).ShouldBeFalse("5 s without a break");
        At(12, true).ShouldBeFalse();
        At(14, false).ShouldBeFalse("it was bad in between");
        At(15, true).ShouldBeFalse();
        At(18, true).ShouldBeTrue("3 s without a break");
    }

    [Theory]
    [InlineData("Account:atlas/alice cannot ask the journal", "Account:* cannot ask the journal")]
    [InlineData("128 messages wait for Portfolio:polaris already", "128 messages wait for Portfolio:* already")]
    [InlineData("MarketData:BTC stands", "MarketData:BTC stands")]
    public void Logs_name_no_account_and_no_owner(string message, string expected) => LogText.Of(new InvalidOperationException(message)).ShouldEndWith(expected);
}
