using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Parameters;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Tests.Parameters;

/// <summary>What governance promises for any sequence of commands, and the table of directions.</summary>
public sealed class GovernancePropertyTests
{
    private static readonly string[] People = ["ada", "ben", "cat", "dan", "eve", "mallory"];

    [Fact]
    public void Replaying_gives_the_state_and_nothing_comes_into_force_without_others() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var lab = new GovernanceLab();
            for (var step = 0; step < 80; step++)
            {
                lab.Now += random.Next(8) == 0 ? random.Next(60) * GovernanceLab.Hour : random.Next(-60_000, 60_000);
                var before = lab.State;
                var decision = lab.Do(Any(random, lab));
                if (decision.Problem is not null && decision.Events.IsEmpty && GovernanceLab.Text(before) != GovernanceLab.Text(lab.State)) return false;
                foreach (var activated in decision.Events.OfType<RiskParametersEvent.Activated>())
                {
                    var version = lab.State.Find(activated.Number)!;
                    var others = version.Approvals.Select(approval => approval.Governor).Where(name => name != version.Proposer && before.Charter!.Governors.Contains(name)).Distinct().Count();
                    if (others < before.Charter!.Threshold || before.FrozenBy is not null || version.BaseHash != before.ActiveHash(version.Kind)) return false;
                }

                if (lab.State.Versions.Count(version => version is { Kind: VersionKind.Model, Status: VersionStatus.Active }) != 1) return false;
                if (lab.State.ActiveVersion!.Hash != lab.State.Active!.Hash || RiskModel.Parse(lab.State.ActiveVersion.Document).ContentHash != lab.State.Active.Hash) return false;
            }

            var replayed = lab.Events.Select(change => CoreJson.Read<RiskParametersEvent>(CoreJson.Write(change))).Aggregate(RiskParametersMachine.Initial("riskcluster-1"), RiskParametersMachine.Apply);
            return GovernanceLab.Text(replayed) == GovernanceLab.Text(lab.State) && GovernanceLab.Text(CoreJson.Read<RiskParametersState>(CoreJson.Write(lab.State))) == GovernanceLab.Text(lab.State);
        }));

    [Fact]
    public void Every_place_of_the_table_of_directions_is_one_of_the_document_and_any_other_loosens()
    {
        var document = JsonNode.Parse(ShippedModels.Read("riskcluster-1"))!;
        var places = Leaves(document, "$").ToList();
        foreach (var (path, _) in ParameterDirections.Table)
            places.ShouldContain(place => ParameterDirections.Of(place) != ParameterDirection.Unknown && Matches(path, place), path);

        ParameterDirections.Of("$.a_member_of_tomorrow").ShouldBe(ParameterDirection.Unknown);
        DocumentDiff.Between("""{"a":1}""", """{"a":2}""", ParameterDirections.Of).ShouldHaveSingleItem().Effect.ShouldBe(ChangeEffect.Loosens);
        DocumentDiff.Between("""{"a":[1,2]}""", """{"a":[1]}""", ParameterDirections.Of).ShouldHaveSingleItem().Path.ShouldBe("$.a");
    }

    private static bool Matches(string pattern, string place) =>
        System.Text.RegularExpressions.Regex.IsMatch(place, "^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace("\\[]", "\\[\\d+\\]", StringComparison.Ordinal).Replace("\\*", "[^.]+", StringComparison.Ordinal) + "$");

    private static IEnumerable<string> Leaves(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value!, $"{path}.{member.Key}")),
        JsonArray items => items.SelectMany((item, i) => Leaves(item!, $"{path}[{i}]")),
        _ => [path],
    };

    private static RiskParametersCommand Any(Random random, GovernanceLab lab)
    {
        var by = People[random.Next(People.Length)];
        var number = Math.Max(1, lab.State.LastNumber - random.Next(4));
        var version = lab.State.Find(number);
        var rising = 2 + (int)lab.State.LastNumber;
        return random.Next(16) switch
        {
            0 or 1 => new RiskParametersCommand.ProposeModel(random.Next(2) == 0 ? GovernanceLab.Tighter(rising, 0.5 + random.Next(1, 20) / 100.0) : GovernanceLab.Looser(rising, 0.5 - random.Next(1, 20) / 100.0), by),
            2 => new RiskParametersCommand.ProposeCharter(random.Next(2) == 0 ? new CharterChange.RemoveGovernor(People[random.Next(5)]) : new CharterChange.SetThreshold(random.Next(1, 4), 4), by),
            3 => new RiskParametersCommand.Reject(number, "no", by),
            4 => new RiskParametersCommand.RollBack(random.Next(1, (int)lab.State.LastNumber + 1), "x", by),
            5 => random.Next(4) == 0 ? new RiskParametersCommand.Freeze("x", by) : new RiskParametersCommand.Review(),
            6 => new RiskParametersCommand.Unfreeze(by),
            7 => new RiskParametersCommand.RequestImpact(number, by),
            8 or 9 => new RiskParametersCommand.RecordImpact(number, version?.Hash ?? "", version?.BaseHash ?? "", GovernanceLab.Calm with { NewlyBelowMaintenance = random.Next(40) }),
            10 or 11 => new RiskParametersCommand.Activate(number, by),
            _ => new RiskParametersCommand.Approve(number, version?.Hash ?? "", version?.BaseHash ?? "", by),
        };
    }
}
