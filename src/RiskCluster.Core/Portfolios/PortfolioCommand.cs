using System.Text.Json.Serialization;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Core.Portfolios;

/// <summary>What a portfolio actor may be asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RequestLink), "request_link")]
[JsonDerivedType(typeof(Unlink), "unlink")]
[JsonDerivedType(typeof(ConfirmLink), "confirm_link")]
[JsonDerivedType(typeof(RefuseLink), "refuse_link")]
[JsonDerivedType(typeof(ConfirmUnlink), "confirm_unlink")]
[JsonDerivedType(typeof(ReportState), "report_state")]
[JsonDerivedType(typeof(RecordUnwind), "record_unwind")]
public abstract record PortfolioCommand
{
    private PortfolioCommand()
    {
    }

    /// <summary>The owner consents that an account becomes its own; the account's venue is asked for its consent.</summary>
    /// <param name="Account"><c>venue/account</c>.</param>
    public sealed record RequestLink(string Account) : PortfolioCommand;

    /// <summary>
    /// The owner lets an account go, or takes a request back. Equity must cover initial margin on both sides afterwards. For a request too: the venue's consent may have
    /// met it already.
    /// </summary>
    /// <param name="Account"><c>venue/account</c>.</param>
    public sealed record Unlink(string Account) : PortfolioCommand;

    /// <summary>The account has become the owner's.</summary>
    /// <param name="Account"><c>venue/account</c>.</param>
    /// <param name="LinkId">Of the offer.</param>
    public sealed record ConfirmLink(string Account, long LinkId) : PortfolioCommand;

    /// <summary>The account will not become the owner's.</summary>
    /// <param name="Account"><c>venue/account</c>.</param>
    /// <param name="LinkId">Of the offer.</param>
    /// <param name="Reason">The account's.</param>
    public sealed record RefuseLink(string Account, long LinkId, string Reason) : PortfolioCommand;

    /// <summary>The account is the owner's no more.</summary>
    /// <param name="Account"><c>venue/account</c>.</param>
    /// <param name="LinkId">Of the offer.</param>
    public sealed record ConfirmUnlink(string Account, long LinkId) : PortfolioCommand;

    /// <summary>A margin cycle found the portfolio across a line, or back.</summary>
    /// <param name="Figures">What it found; older than the newest known changes nothing.</param>
    /// <param name="ConfirmationsNeeded">Reports in a row, each of a newer cycle, that make a breach of maintenance margin; 1 to 10.</param>
    /// <param name="Market">How well founded the prices are; null when that is not known, and then no liquidation rests on it.</param>
    public sealed record ReportState(PortfolioFigures Figures, int ConfirmationsNeeded, MarketEvidence? Market = null) : PortfolioCommand;

    /// <summary>The owner's unwind says how it stands.</summary>
    /// <param name="UnwindId">Its number, at least 1, rising.</param>
    /// <param name="Status">How far it is.</param>
    public sealed record RecordUnwind(long UnwindId, UnwindStatus Status) : PortfolioCommand;
}
