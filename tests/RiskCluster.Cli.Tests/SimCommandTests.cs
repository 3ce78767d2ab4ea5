namespace RiskCluster.Cli.Tests;

/// <summary><c>riskcluster sim</c>.</summary>
public sealed class SimCommandTests
{
    [Fact]
    public void Seeds_that_hold_exit_with_0_and_say_what_failed_meanwhile()
    {
        var run = CommandRun.Of("sim", "--seeds", "1..3", "--threads", "1");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("seeds 1..3: 0 broke an invariant; 1 run twice, 0 diverged");
        run.Output.ShouldContain("process killed");
    }

    [Fact]
    public void A_guard_that_is_off_breaks_something_and_the_seed_shows_it_again()
    {
        var run = CommandRun.Of("sim", "--seeds", "1..3", "--guard-off", "fenced-means-refused", "--threads", "1");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("what is acknowledged is durable");
        var again = CommandRun.Of("sim", "--seed", "1", "--guard-off", "fenced-means-refused", "--trace");
        again.ExitCode.ShouldBe(1);
        again.Output.ShouldContain("the same again");
    }

    [Fact]
    public void Unwinds_are_killed_at_every_step_and_a_row_tells_of_a_trouble()
    {
        var run = CommandRun.Of("sim", "--unwinds", "--trouble", "shortfall", "--guard-off", "share-once", "--threads", "1");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("BROKEN, shortfall, seed 1, step ");
        run.Output.ShouldContain("most rounds");
    }

    [Theory]
    [InlineData("--seeds", "5..1", "no range of seeds")]
    [InlineData("--seeds", "many", "no range of seeds")]
    [InlineData("--guard-off", "luck", "is not one of durable-before-ack")]
    [InlineData("--threads", "0", "must be within [1, 1024]")]
    [InlineData("--trouble", "rain", "is not one of none, slow-keeper", "--unwinds")]
    [InlineData("--guard-off", "luck", "is not one of fill-once", "--unwinds")]
    public void Bad_input_is_named(string option, string value, string message, params string[] more)
    {
        var run = CommandRun.Of(["sim", option, value, .. more]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
    }
}
