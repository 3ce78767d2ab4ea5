using System.Text.Json.Serialization;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Portfolios;

/// <summary>What has happened to a portfolio.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LinkRequested), "link_requested")]
[JsonDerivedType(typeof(AccountLinked), "account_linked")]
[JsonDerivedType(typeof(LinkRefused), "link_refused")]
[JsonDerivedType(typeof(UnlinkStarted), "unlink_started")]
[JsonDerivedType(typeof(AccountUnlinked), "account_unlinked")]
[JsonDerivedType(typeof(StrayReleased), "stray_released")]
[JsonDerivedType(typeof(StateChanged), "state_changed")]
[JsonDerivedType(typeof(BreachSeen), "breach_seen")]
[JsonDerivedType(typeof(BreachConfirmed), "breach_confirmed")]
[JsonDerivedType(typeof(StateHeld), "state_held")]
[JsonDerivedType(typeof(UnwindRecorded), "unwind_recorded")]
public abstract record PortfolioEvent
{
    private PortfolioEvent()
    {
    }

    /// <summary>An account was asked for.</summary>
    public sealed record LinkRequested(string Account, long LinkId) : PortfolioEvent;

    /// <summary>An account is the owner's.</summary>
    public sealed record AccountLinked(string Account, long LinkId) : PortfolioEvent;

    /// <summary>An account does not become the owner's.</summary>
    public sealed record LinkRefused(string Account, long LinkId, string Reason) : PortfolioEvent;

    /// <summary>An account was let go; it counts as the owner's until it has confirmed.</summary>
    public sealed record UnlinkStarted(string Account, long LinkId) : PortfolioEvent;

    /// <summary>An account is the owner's no more.</summary>
    public sealed record AccountUnlinked(string Account, long LinkId) : PortfolioEvent;

    /// <summary>An account took up an offer that no longer stood; it was sent back.</summary>
    public sealed record StrayReleased(string Account, long LinkId) : PortfolioEvent;

    /// <summary>The state is another, or what had been held or counted is over.</summary>
    public sealed record StateChanged(MarginState State, PortfolioFigures Figures, long AtMs) : PortfolioEvent;

    /// <summary>Below maintenance margin, not often enough in a row yet: restricted meanwhile.</summary>
    public sealed record BreachSeen(int Reports, int ConfirmationsNeeded, PortfolioFigures Figures, long AtMs) : PortfolioEvent;

    /// <summary>Below maintenance margin, and sure: the portfolio is to be unwound.</summary>
    public sealed record BreachConfirmed(MarginState State, PortfolioFigures Figures, long AtMs) : PortfolioEvent;

    /// <summary>Another state is reported from a market that is stale or halted: it is not acted on.</summary>
    public sealed record StateHeld(MarginState Reported, PortfolioFigures Figures) : PortfolioEvent;

    /// <summary>The unwind stands so. One that ended without a bankruptcy leaves the portfolio restricted: the next cycles say where it stands.</summary>
    public sealed record UnwindRecorded(long UnwindId, UnwindStatus Status, long AtMs) : PortfolioEvent;
}
