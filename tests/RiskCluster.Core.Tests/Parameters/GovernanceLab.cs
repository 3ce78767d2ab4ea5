using RiskCluster.Core.Json;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Parameters.RiskParametersEvent, RiskCluster.Core.Parameters.RiskParametersEffect>;

namespace RiskCluster.Core.Tests.Parameters;

/// <summary>A model under governance on a bench: commands go in, time is set by hand, every event is kept.</summary>
internal sealed class GovernanceLab
{
    public const long Start = 1_770_000_000_000;
    public const long Hour = 3_600_000;

    public static readonly Charter Charter = new(
        ["ada", "ben", "cat", "dan", "eve"], Threshold: 2, OverrideThreshold: 4, TimelockMs: 48 * Hour, ApprovalTtlMs: 72 * Hour, ProposalTtlMs: 120 * Hour, ImpactMaxAgeMs: 72 * Hour,
        MaxBreachShare: 0.02m, MaxChange: 0.25m, EpochMs: 24 * Hour, RollbackWindowMs: 24 * Hour);

    public static readonly ImpactReport Calm = new(1, 1000, 0, 5_000_000, 5_000_000, [new(MarginState.Healthy, 1000, 1000)], []);

    private readonly List<RiskParametersEvent> events = [];

    public GovernanceLab(Charter? charter = null, bool established = true)
    {
        if (established) Accepted(new RiskParametersCommand.Establish(Document(), charter ?? Charter, "genesis"));
    }

    public RiskParametersState State { get; private set; } = RiskParametersMachine.Initial("riskcluster-1");

    public long Now { get; set; } = Start;

    public IReadOnlyList<RiskParametersEvent> Events => events;

    /// <summary>The shipped model at another version, with one text replaced.</summary>
    public static string Document(int version = 1, string find = "", string put = "")
    {
        var text = RiskModel.Parse(ShippedModels.Read("riskcluster-1")).CanonicalText;
        text = text.Replace("\"version\":\"1.1.0\",", $"\"version\":\"{version}.1.0\",", StringComparison.Ordinal);
        if (find.Length == 0) return text;
        text.ShouldContain(find);
        return text.Replace(find, put, StringComparison.Ordinal);
    }

    /// <summary>A larger vol shock: tighter.</summary>
    public static string Tighter(int version, double volUp = 0.6) => Document(version, "\"vol_up\":0.5", FormattableString.Invariant($"\"vol_up\":{volUp}"));

    /// <summary>A smaller one: looser.</summary>
    public static string Looser(int version, double volUp = 0.45) => Document(version, "\"vol_up\":0.5", FormattableString.Invariant($"\"vol_up\":{volUp}"));

    public Decision Do(RiskParametersCommand command)
    {
        var decision = RiskParametersMachine.Decide(State, command, new Turn(Now));
        foreach (var change in decision.Events)
        {
            events.Add(change);
            State = RiskParametersMachine.Apply(State, change);
        }

        return decision;
    }

    public Decision Accepted(RiskParametersCommand command)
    {
        var decision = Do(command);
        decision.Problem.ShouldBeNull();
        return decision;
    }

    public string? Refusal(RiskParametersCommand command) => Do(command).Problem?.Reason;

    public long Propose(string document, string by = "ada")
    {
        Accepted(new RiskParametersCommand.ProposeModel(document, by));
        return State.LastNumber;
    }

    public RiskParametersCommand.Approve Approval(long number, string by) => new(number, State.Find(number)!.Hash, State.Find(number)!.BaseHash, by);

    public void Approve(long number, params string[] governors)
    {
        foreach (var governor in governors) Accepted(Approval(number, governor));
    }

    public void Run(long number, ImpactReport? report = null) =>
        Accepted(new RiskParametersCommand.RecordImpact(number, State.Find(number)!.Hash, State.Find(number)!.BaseHash, report ?? Calm));

    /// <summary>A version that only needs to be activated, once its timelock has run out.</summary>
    public long Ready(string document, params string[] governors)
    {
        var number = Propose(document);
        Run(number);
        Approve(number, governors.Length > 0 ? governors : ["ben", "cat"]);
        return number;
    }

    public string? Activate(long number) => Refusal(new RiskParametersCommand.Activate(number, "dan"));

    public static string Text<T>(T value) => System.Text.Encoding.UTF8.GetString(CoreJson.Write(value));
}
