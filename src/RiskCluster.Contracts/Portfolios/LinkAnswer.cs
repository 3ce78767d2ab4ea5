namespace RiskCluster.Contracts.Portfolios;

/// <summary>What became of a link.</summary>
/// <param name="Link">As it stands; left out when it is gone.</param>
/// <param name="Duplicate">True when nothing has changed.</param>
public sealed record LinkAnswer(LinkDocument? Link, bool Duplicate);
