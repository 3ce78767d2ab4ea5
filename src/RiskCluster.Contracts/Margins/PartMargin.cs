namespace RiskCluster.Contracts.Margins;

/// <summary>A part of a portfolio: a venue, an account or an underlying, USD.</summary>
/// <param name="Name">Venue, <c>venue/account</c> or coin.</param>
/// <param name="Allocated">Its share of the owner's initial margin; the shares add up to it. Left out where nothing is allocated.</param>
/// <param name="InitialMargin">Its initial margin standing alone.</param>
/// <param name="MaintenanceMargin">Its maintenance margin standing alone.</param>
/// <param name="Equity">Its equity; left out for an underlying.</param>
public sealed record PartMargin(string Name, decimal? Allocated, decimal InitialMargin, decimal MaintenanceMargin, decimal? Equity);
