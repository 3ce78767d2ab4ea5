using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using Aurora = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Venues.VenueMachine, RiskCluster.Core.Venues.VenueState, RiskCluster.Core.Venues.VenueCommand,
    RiskCluster.Core.Venues.VenueEvent, RiskCluster.Core.Venues.VenueEffect>;

namespace RiskCluster.Core.Tests.Venues;

/// <summary>What becomes of a venue over several messages.</summary>
public sealed class VenueStoryTests
{
    private static readonly VenueProfile Profile = new(VenueKind.ChainBook, "ethereum", "USDC", "Aurora");

    [Fact]
    public void Registering_again_changes_nothing()
    {
        var venue = Start();
        venue.Do(new VenueCommand.Register(Profile)).IsDuplicate.ShouldBeTrue();
        venue.Do(new VenueCommand.Register(Profile with { Name = "Boreal" })).Problem!.Code.ShouldBe(ProblemCode.IdempotencyConflict);
        venue.State.Profile.ShouldBe(Profile);
    }

    [Fact]
    public void Listing_says_what_is_new_and_what_is_gone()
    {
        var venue = Start();
        venue.Do(new VenueCommand.ListInstruments(["ETH-PERPETUAL", "BTC-PERPETUAL"], []), new(5));
        var change = venue.Do(new VenueCommand.ListInstruments(["BTC-PERPETUAL", "SOL_USDC"], ["ETH-PERPETUAL", "DOGE_USDC"]), new(6)).Events.Single();
        var listed = change.ShouldBeOfType<VenueEvent.InstrumentsListed>();
        (listed.Added.Single(), listed.Removed.Single()).ShouldBe(("SOL_USDC", "ETH-PERPETUAL"));
        venue.Do(new VenueCommand.ListInstruments(["BTC-PERPETUAL"], [])).IsDuplicate.ShouldBeTrue();
        venue.State.Instruments.ShouldBe([new("BTC-PERPETUAL", 5), new("SOL_USDC", 6)]);
        venue.ShouldReplay("aurora");
    }

    [Fact]
    public void Heartbeats_are_written_down_once_a_second_in_order_whatever_the_clock_does()
    {
        var venue = Start();
        venue.Do(new VenueCommand.RecordHeartbeat(1), new(10_000)).Events.Length.ShouldBe(1);
        venue.Do(new VenueCommand.RecordHeartbeat(2), new(10_999)).IsDuplicate.ShouldBeTrue();
        venue.Do(new VenueCommand.RecordHeartbeat(3), new(5_000)).IsDuplicate.ShouldBeTrue();
        venue.Do(new VenueCommand.RecordHeartbeat(1), new(20_000)).IsDuplicate.ShouldBeTrue();
        venue.Do(new VenueCommand.RecordHeartbeat(4), new(11_000));
        venue.State.Heartbeat.ShouldBe(new(4, 11_000));
    }

    [Fact]
    public void A_halt_stands_with_its_first_reason_until_it_is_resumed()
    {
        var venue = Start();
        venue.Do(new VenueCommand.ResumeVenue("none", "desk")).IsDuplicate.ShouldBeTrue();
        venue.Do(new VenueCommand.HaltVenue("feed frozen", "desk"), new(3));
        venue.Do(new VenueCommand.HaltVenue("again", "desk"), new(4)).IsDuplicate.ShouldBeTrue();
        venue.State.Halt.ShouldBe(new("feed frozen", "desk", 3));
        venue.Do(new VenueCommand.ResumeVenue("feed back", "desk"), new(5));
        venue.State.Halt.ShouldBeNull();
    }

    [Fact]
    public void Keys_change_over_and_a_revoked_one_never_comes_back()
    {
        var (first, second) = (new string('1', 64), new string('2', 64));
        var venue = Start();
        venue.Do(new VenueCommand.AddKey("k1", first));
        venue.Do(new VenueCommand.AddKey("k1", first)).IsDuplicate.ShouldBeTrue();
        venue.Do(new VenueCommand.AddKey("k2", second));
        venue.State.Keys.Keys.ShouldBe(["k1", "k2"]);
        venue.Do(new VenueCommand.RevokeKey("k1"));
        venue.Do(new VenueCommand.RevokeKey("k1")).IsDuplicate.ShouldBeTrue();
        venue.State.Keys.Keys.ShouldBe(["k2"]);
        venue.Do(new VenueCommand.AddKey("k1", first)).Problem!.Reason.ShouldBe("key_id_revoked");
    }

    [Fact]
    public void The_insurance_fund_is_the_sum_of_its_changes_each_once_and_never_below_nothing() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var venue = Start();
            var (balance, counted) = (0m, new HashSet<(string, long)>());
            for (var i = 0; i < 60; i++)
            {
                var (source, ordinal, amount) = ($"s{random.Next(3)}", (long)random.Next(1, 30), random.Next(-100, 150) / 8m);
                var decision = venue.Do(new VenueCommand.ChangeInsuranceFund(source, ordinal, amount));
                decision.IsDuplicate.ShouldBe(counted.Contains((source, ordinal)));
                if (decision.IsDuplicate || amount == 0 || balance + amount < 0) continue;
                decision.Problem.ShouldBeNull();
                balance += amount;
                counted.Add((source, ordinal));
            }

            venue.State.Seq.ShouldBe(venue.Events.Count);
            venue.ShouldReplay("aurora");
            return venue.State.InsuranceFundUsd == balance;
        }));

    [Fact]
    public void Events_apply_to_any_state_without_a_throw()
    {
        foreach (var type in Sample.Cases(typeof(VenueEvent)))
            CoreJson.Write(VenueMachine.Apply(VenueMachine.Initial("aurora"), (VenueEvent)Sample.Of(type))).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(typeof(VenueMachine), "a/b")]
    [InlineData(typeof(RiskCluster.Core.Accounts.AccountMachine), "alice")]
    [InlineData(typeof(RiskCluster.Core.Portfolios.PortfolioMachine), "a/b/c")]
    public void A_key_that_names_no_actor_has_no_state(Type machine, string key) =>
        Should.Throw<System.Reflection.TargetInvocationException>(() => machine.GetMethod("Initial")!.Invoke(null, [key])).InnerException.ShouldBeOfType<ArgumentException>();

    private static Aurora Start()
    {
        var venue = new Aurora(VenueMachine.Initial("aurora"));
        venue.Do(new VenueCommand.Register(Profile)).Problem.ShouldBeNull();
        return venue;
    }
}
