namespace RiskCluster.Core.Unwinds;

/// <summary>A venue and how its loss is covered.</summary>
/// <param name="Venue">Which.</param>
/// <param name="Loss">Of what, by whom.</param>
public sealed record LossOfVenue(string Venue, VenueLoss Loss);
