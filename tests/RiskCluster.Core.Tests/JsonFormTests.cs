using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Tests;

namespace RiskCluster.Core.Tests;

/// <summary>The JSON form of what goes into the journal and between actors.</summary>
public sealed class JsonFormTests
{
    public static TheoryData<Type> Families => new(
        typeof(VenueCommand), typeof(VenueEvent), typeof(AccountCommand), typeof(AccountEvent), typeof(AccountEffect), typeof(PortfolioCommand), typeof(PortfolioEvent), typeof(PortfolioEffect),
        typeof(VenueEffect), typeof(LiquidationQueueCommand), typeof(LiquidationQueueEvent), typeof(LiquidationQueueEffect), typeof(UnwindCommand), typeof(UnwindEvent), typeof(UnwindEffect),
        typeof(SystemRiskCommand), typeof(SystemRiskEvent), typeof(SystemRiskEffect));

    public static TheoryData<Type, string> Events => new()
    {
        { typeof(VenueEvent), "Venues/events.approved.json" },
        { typeof(AccountEvent), "Accounts/events.approved.json" },
        { typeof(PortfolioEvent), "Portfolios/events.approved.json" },
        { typeof(LiquidationQueueEvent), "Liquidations/events.approved.json" },
        { typeof(UnwindEvent), "Unwinds/events.approved.json" },
        { typeof(SystemRiskEvent), "SystemRisk/events.approved.json" },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_case_is_known_to_the_json_form_and_comes_back_as_it_was(Type family)
    {
        Sample.Cases(family).ShouldBe(Sample.Nested(family), ignoreOrder: true);
        foreach (var type in Sample.Cases(family))
        {
            var json = JsonSerializer.Serialize(Sample.Of(type), family, CoreJson.Options);
            var back = JsonSerializer.Deserialize(json, family, CoreJson.Options).ShouldNotBeNull();
            back.GetType().ShouldBe(type);
            JsonSerializer.Serialize(back, family, CoreJson.Options).ShouldBe(json);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void An_unknown_member_or_case_or_a_missing_member_is_refused(Type family)
    {
        foreach (var type in Sample.Cases(family))
        {
            var json = JsonSerializer.SerializeToNode(Sample.Of(type), family, CoreJson.Options)!.AsObject();
            Refused(family, json, copy => copy["bypass"] = true);
            Refused(family, json, copy => copy["type"] = "no_such_case");
            if (json.Count > 1) Refused(family, json, copy => copy.Remove(json.Last().Key == "reservation_id" ? "quantity" : json.ElementAt(1).Key));
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void The_form_of_every_event_is_the_approved_one(Type family, string file)
    {
        var lines = Sample.Cases(family).Select(type => JsonSerializer.Serialize(Sample.Of(type), family, CoreJson.Options));
        var form = $"[\n  {string.Join(",\n  ", lines)}\n]\n";
        var approved = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "tests", "RiskCluster.Core.Tests", file));
        form.ShouldBe(approved, $"{file}: what was ever written must stay readable; if the change is meant, approve it there");
    }

    [Fact]
    public void Effects_name_their_receiver_and_the_command_that_they_are()
    {
        foreach (var type in Sample.Cases(typeof(AccountEffect)))
        {
            var effect = (AccountEffect)Sample.Of(type);
            effect.Target.ShouldBe(new ActorAddress(ActorKind.Portfolio, "Owner"));
            effect.ToCommand().GetType().Name.ShouldBe(type.Name);
        }

        Addressed<PortfolioEffect>(effect => effect.ToCommand());
        Addressed<VenueEffect>(effect => effect.ToCommand());
        Addressed<LiquidationQueueEffect>(effect => effect.ToCommand());
        Addressed<UnwindEffect>(effect => effect.ToCommand());
        Addressed<SystemRiskEffect>(effect => effect.ToCommand());
    }

    [Fact]
    public void A_dictionary_comes_back_in_ordinal_order_and_never_with_a_key_twice()
    {
        var state = AccountMachine.Initial("v/a") with { Offers = AccountMachine.Initial("v/a").Offers.Add("b", 1).Add("B", 2).Add("a", 3).Add("_", 4) };
        var json = CoreJson.Write(state);
        var back = CoreJson.Read<AccountState>(json);
        back.Offers.Keys.ShouldBe(["B", "_", "a", "b"]);
        CoreJson.Write(back).ShouldBe(json);
        Should.Throw<JsonException>(() => CoreJson.Read<AccountState>(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace("\"B\":2", "\"b\":2", StringComparison.Ordinal))));
    }

    private static void Addressed<TEffect>(Func<TEffect, object> toCommand)
        where TEffect : IEffect
    {
        foreach (var type in Sample.Cases(typeof(TEffect)))
        {
            var effect = (TEffect)Sample.Of(type);
            var command = toCommand(effect);
            var receiver = command.GetType().DeclaringType!.Name.Replace("Command", "", StringComparison.Ordinal);
            effect.Target.Kind.ToString().ShouldBe(receiver);
            effect.Target.Key.ShouldBeOneOf("Owner", "Account", "Venue");
            type.Name.ShouldStartWith(command.GetType().Name);
            JsonSerializer.Serialize<TEffect>(effect, CoreJson.Options).ShouldNotContain("\"target\"");
        }
    }

    private static void Refused(Type family, JsonObject json, Action<JsonObject> spoil)
    {
        var copy = json.DeepClone().AsObject();
        spoil(copy);
        Should.Throw<JsonException>(() => copy.Deserialize(family, CoreJson.Options), $"{family.Name}: {copy.ToJsonString()}");
    }
}
