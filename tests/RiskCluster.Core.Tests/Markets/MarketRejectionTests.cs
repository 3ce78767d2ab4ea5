using RiskCluster.Core.Markets;

namespace RiskCluster.Core.Tests.Markets;

/// <summary>Every way in which a market refuses, and which comes first.</summary>
public sealed class MarketRejectionTests
{
    private static readonly ObservedExpiry Crossed = new(MarketLab.Month, 100, VolQuotes: [new(100, 0.5m, 0.6m, 0.4m)]);

    /// <summary>Ways to spoil an observation, in the order of the checks; each keeps those after it in place.</summary>
    private static readonly (MarketDataRejection Rejection, Func<MarketDataCommand.Observe, MarketDataCommand.Observe> Spoil)[] Faults =
    [
        (MarketDataRejection.UnknownSource, seen => seen with { Source = "nobody" }),
        (MarketDataRejection.WrongKey, seen => seen with { VerifiedBy = "forged" }),
        (MarketDataRejection.BadSignature, seen => seen with { Signature = "forged" }),
        (MarketDataRejection.LateSequence, seen => seen with { Sequence = 0 }),
        (MarketDataRejection.PublishTimeReversed, seen => seen with { PublishTimeMs = MarketLab.Start - 60_000 }),
        (MarketDataRejection.BadValue, seen => seen with { Observation = seen.Observation with { Confidence = 1.5m } }),
        (MarketDataRejection.OutOfBounds, seen => seen with { Observation = seen.Observation with { IndexPrice = 1_000_000_000m, Expiries = [Crossed with { Forward = 1_000_000_000m }] } }),
        (MarketDataRejection.Spike, seen => seen with { Observation = seen.Observation with { IndexPrice = 140, Expiries = [Crossed with { Forward = 140 }] } }),
        (MarketDataRejection.Crossed, seen => seen with { Observation = seen.Observation with { Expiries = [Crossed] } }),
    ];

    [Fact]
    public void The_first_fault_in_the_order_of_the_enum_is_the_answer()
    {
        Faults.Select(fault => fault.Rejection).ShouldBeInOrder();
        for (var first = 0; first < Faults.Length; first++)
        {
            var lab = new MarketLab();
            lab.Accepted(new MarketDataCommand.RegisterSource("a", "key-a", 1, "ops", MarketLab.PublicKey));
            lab.All(100);
            // Spoiled from the last fault to the first, so that an earlier fault may overwrite what a later one set in the same field.
            var seen = Faults[first..].Reverse().Aggregate(lab.Seen("a", 100), (command, fault) => fault.Spoil(command));
            lab.Refusal(seen).ShouldBe(Snake(Faults[first].Rejection));
        }
    }

    public static TheoryData<MarketDataRejection, MarketDataCommand> Rows { get; } = new()
    {
        { MarketDataRejection.UnknownSource, Seen("nobody") },
        { MarketDataRejection.UnknownSource, new MarketDataCommand.RemoveSource("nobody", "ops") },
        { MarketDataRejection.UnknownSource, new MarketDataCommand.ReinstateSource("nobody", "ops") },
        { MarketDataRejection.WrongKey, Seen("a") with { VerifiedBy = "key-b" } },
        { MarketDataRejection.BadSignature, Seen("signer") },
        { MarketDataRejection.BadSignature, Seen("signer") with { Signature = "forged" } },
        { MarketDataRejection.SourceSuspended, Seen("liar") },
        { MarketDataRejection.LateSequence, Seen("a") with { Sequence = 4 } },
        { MarketDataRejection.PublishTimeReversed, Seen("a") with { PublishTimeMs = MarketLab.Start - 1 } },
        { MarketDataRejection.TooFarAhead, Seen("a") with { PublishTimeMs = MarketLab.Start + 2_001 } },
        { MarketDataRejection.TooOld, Seen("silent") with { PublishTimeMs = MarketLab.Start - 10_001 } },
        { MarketDataRejection.BadValue, With(new(0, 1)) },
        { MarketDataRejection.BadValue, With(new(-5, 1)) },
        { MarketDataRejection.BadValue, With(new(decimal.MaxValue, 1)) },
        { MarketDataRejection.BadValue, With(new(100, -0.1m)) },
        { MarketDataRejection.BadValue, With(new(100, 1, PerpetualPrice: 0)) },
        { MarketDataRejection.BadValue, With(new(100, 1, PerpetualPrice: decimal.MaxValue)) },
        { MarketDataRejection.BadValue, With(new(100, 1, FundingRate: 1.1m)) },
        { MarketDataRejection.BadValue, With(new(100, 1, Depth: new(99, 101, -1, 1))) },
        { MarketDataRejection.BadValue, With(new(100, 1, Depth: new(0, 101, 1, 1))) },
        { MarketDataRejection.BadValue, Expiring(new ObservedExpiry(MarketLab.Start - 1, 100)) },
        { MarketDataRejection.BadValue, Expiring(new(MarketLab.Month, 100), new(MarketLab.Month, 100)) },
        { MarketDataRejection.BadValue, Expiring(new ObservedExpiry(MarketLab.Month, 151)) },
        { MarketDataRejection.BadValue, Expiring(new ObservedExpiry(MarketLab.Month, 100, MarketLab.Smile(0.6m, MarketLab.Quarter, MarketLab.Start))) },
        { MarketDataRejection.BadValue, Expiring(new ObservedExpiry(MarketLab.Month, 100, new(decimal.MaxValue, 1, 0, 0, 1, 0.08m))) },
        { MarketDataRejection.BadValue, Expiring(new ObservedExpiry(MarketLab.Month, 100, VolQuotes: [new(100, 0)])) },
        { MarketDataRejection.BadValue, Expiring(new ObservedExpiry(MarketLab.Month, 100, VolQuotes: [new(100, 1), new(90, 1)])) },
        { MarketDataRejection.BadValue, Expiring(new ObservedExpiry(MarketLab.Month, 100, MarketLab.Smile(0.6m, MarketLab.Month, MarketLab.Start), [new(100, 1)])) },
        { MarketDataRejection.OutOfBounds, With(new(MarketRules.Default.LowestPrice, 1)) },
        { MarketDataRejection.OutOfBounds, With(new(MarketRules.Default.HighestPrice, 1)) },
        { MarketDataRejection.Spike, With(new(125.01m, 1)) },
        { MarketDataRejection.Spike, With(new(74.99m, 1)) },
        { MarketDataRejection.Crossed, With(new(100, 1, Depth: new(101, 99, 1, 1))) },
        { MarketDataRejection.Crossed, Expiring(Crossed) },
        { MarketDataRejection.BadRules, new MarketDataCommand.SetRules(MarketRules.Default with { MinSources = 0 }, "ops") },
        { MarketDataRejection.BadRules, new MarketDataCommand.SetRules(MarketRules.Default with { MaxBasis = 1 }, "ops") },
        { MarketDataRejection.BadSource, new MarketDataCommand.RegisterSource(" ", "key", 1, "ops") },
        { MarketDataRejection.BadSource, new MarketDataCommand.RegisterSource("e", "", 1, "ops") },
        { MarketDataRejection.BadSource, new MarketDataCommand.RegisterSource("e", "key", 0, "ops") },
        { MarketDataRejection.BadSource, new MarketDataCommand.RegisterSource("e", "key", 1, "ops", "not a key") },
        { MarketDataRejection.BadSource, new MarketDataCommand.RegisterSource("é", "key", 1, "ops", MarketLab.PublicKey) },
        { MarketDataRejection.NothingToSettle, new MarketDataCommand.FixSettlement(MarketLab.Month, 100, "ops") },
        { MarketDataRejection.BadSettlementPrice, new MarketDataCommand.FixSettlement(MarketLab.Start, 0, "ops") },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_command_that_breaks_a_rule_is_refused_by_its_name_and_changes_nothing(MarketDataRejection rejection, MarketDataCommand command)
    {
        var lab = Prepared();
        var before = MarketLab.Text(lab.State);
        var decision = lab.Do(command);
        decision.Problem.ShouldNotBeNull().Reason.ShouldBe(Snake(rejection));
        decision.Problem.Detail.ShouldNotBeEmpty();
        MarketLab.Text(lab.State).ShouldBe(before);
    }

    [Fact]
    public void Every_rejection_has_a_row() => Rows.Select(row => (MarketDataRejection)row[0]).Distinct().Order().ShouldBe(Enum.GetValues<MarketDataRejection>());

    [Fact]
    public void The_newest_observation_again_changes_nothing()
    {
        var lab = Prepared();
        var decision = lab.Do(Seen("a") with { Sequence = 5 });
        (decision.IsDuplicate, decision.Events.Length).ShouldBe((true, 0));
    }

    /// <summary>Four honest sources at 100, a suspended one, a silent one, and an expiry that passed without a price.</summary>
    private static MarketLab Prepared()
    {
        var lab = new MarketLab(MarketRules.Default with { StrikesToSuspend = 1 }, "a", "b", "c", "d", "liar", "silent") { Now = MarketLab.Start - 5_000 };
        lab.Accepted(new MarketDataCommand.RegisterSource("signer", "key-signer", 1, "ops", MarketLab.PublicKey));
        foreach (var source in new[] { "a", "b", "c", "d" }) lab.Observe(source, 100, new ObservedExpiry(MarketLab.Start, 100));
        lab.Observe("liar", 110);
        lab.Now = MarketLab.Start;
        foreach (var source in new[] { "a", "b", "c", "d" }) lab.Do(Seen(source) with { Sequence = 5 }).Problem.ShouldBeNull();
        lab.State.Settlement(MarketLab.Start).ShouldNotBeNull().Price.ShouldBeNull();
        return lab;
    }

    private static MarketDataCommand.Observe Seen(string source) => new(source, $"key-{source}", 6, MarketLab.Start, new(100, 1));

    private static MarketDataCommand.Observe With(Observation observation) => Seen("a") with { Observation = observation };

    private static MarketDataCommand.Observe Expiring(params ObservedExpiry[] expiries) => With(new(100, 1, Expiries: [.. expiries]));

    private static string Snake(MarketDataRejection rejection) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(rejection.ToString());
}
