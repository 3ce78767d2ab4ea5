using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Core.Portfolios;

namespace RiskCluster.Core.Unwinds;

/// <summary>What an unwind actor may be asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SetRules), "set_rules")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(AcceptPlan), "accept_plan")]
[JsonDerivedType(typeof(FillLeg), "fill_leg")]
[JsonDerivedType(typeof(CloseLeg), "close_leg")]
[JsonDerivedType(typeof(ReportFigures), "report_figures")]
[JsonDerivedType(typeof(Replan), "replan")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(Stop), "stop")]
[JsonDerivedType(typeof(Abort), "abort")]
[JsonDerivedType(typeof(CoverShortfall), "cover_shortfall")]
[JsonDerivedType(typeof(GrantInsurance), "grant_insurance")]
[JsonDerivedType(typeof(ShareLoss), "share_loss")]
public abstract record UnwindCommand
{
    private UnwindCommand()
    {
    }

    /// <summary>Governance sets the rules. A version that is not newer changes nothing.</summary>
    /// <param name="Rules">All of them.</param>
    /// <param name="Version">At least 1, rising.</param>
    public sealed record SetRules(UnwindRules Rules, long Version) : UnwindCommand;

    /// <summary>A breach is confirmed. While an unwind is live, or from a cycle that one rests on already, it changes nothing; on weak evidence the unwind begins held.</summary>
    /// <param name="Evidence">Of the breach.</param>
    public sealed record Start(BreachEvidence Evidence) : UnwindCommand;

    /// <summary>A planner has found the steps.</summary>
    /// <param name="Plan">All of them.</param>
    public sealed record AcceptPlan(UnwindPlan Plan) : UnwindCommand;

    /// <summary>A queue has taken a fill of a leg. The same fill again changes nothing.</summary>
    /// <param name="UnwindId">Of which unwind.</param>
    /// <param name="LegId">Of which leg.</param>
    /// <param name="FillId">Its name.</param>
    /// <param name="Quantity">Units, negative when sold.</param>
    /// <param name="Price">Of the trade.</param>
    public sealed record FillLeg(long UnwindId, long LegId, string FillId, decimal Quantity, decimal Price) : UnwindCommand;

    /// <summary>A queue is done with a leg.</summary>
    /// <param name="UnwindId">Of which unwind.</param>
    /// <param name="LegId">Which leg.</param>
    /// <param name="Status">How it ended.</param>
    /// <param name="FilledQuantity">What was traded, which the fills must add up to.</param>
    public sealed record CloseLeg(long UnwindId, long LegId, LegStatus Status, decimal FilledQuantity) : UnwindCommand;

    /// <summary>A margin cycle after the last leg was closed: recovered, the next step, a new plan, or no further.</summary>
    /// <param name="Figures">Newer than those before.</param>
    public sealed record ReportFigures(PortfolioFigures Figures) : UnwindCommand;

    /// <summary>The plan no longer fits: legs are taken back, and a new one is asked for.</summary>
    /// <param name="Reason">For people.</param>
    public sealed record Replan(string Reason) : UnwindCommand;

    /// <summary>The market is stale, halted or in doubt, or people want it: legs are taken back and none are issued.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="By">Who.</param>
    public sealed record Pause(string Reason, string By) : UnwindCommand;

    /// <summary>The market can be trusted again; the evidence must show it.</summary>
    /// <param name="Evidence">Fresh.</param>
    /// <param name="By">Who.</param>
    public sealed record Resume(BreachEvidence Evidence, string By) : UnwindCommand;

    /// <summary>The planner finds no step that lowers the requirement.</summary>
    /// <param name="Reason">For people.</param>
    public sealed record Stop(string Reason) : UnwindCommand;

    /// <summary>People end it. The portfolio's next breach begins another one.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="By">Who.</param>
    public sealed record Abort(string Reason, string By) : UnwindCommand;

    /// <summary>Everything is closed or cannot be, and equity is negative: the waterfall begins.</summary>
    /// <param name="Figures">Fresh.</param>
    /// <param name="Venues">What is left on each venue; adds up to the figures' equity.</param>
    public sealed record CoverShortfall(PortfolioFigures Figures, ImmutableArray<VenueEquity> Venues) : UnwindCommand;

    /// <summary>A venue's insurance fund has answered.</summary>
    /// <param name="UnwindId">Of which unwind.</param>
    /// <param name="Venue">Which.</param>
    /// <param name="GrantedUsd">From 0 to what it was asked for.</param>
    public sealed record GrantInsurance(long UnwindId, string Venue, decimal GrantedUsd) : UnwindCommand;

    /// <summary>Those who share what a venue's fund has left.</summary>
    /// <param name="Venue">Which.</param>
    /// <param name="Rule">How they share.</param>
    /// <param name="Sharers">At most 10,000; none when there is nobody.</param>
    public sealed record ShareLoss(string Venue, LossRule Rule, ImmutableArray<LossSharer> Sharers) : UnwindCommand;
}
