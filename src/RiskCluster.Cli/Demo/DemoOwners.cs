namespace RiskCluster.Cli.Demo;

/// <summary>Who holds a made-up book.</summary>
/// <param name="OneVenue">Owners of one account; a third of them are market makers.</param>
/// <param name="ThreeVenues">Owners of an account on each venue: market makers that hedge on the next venue.</param>
/// <param name="DirectionalEvery">Every so many of those hedge nothing and take positions in perpetuals instead; 0: none.</param>
internal sealed record DemoOwners(int OneVenue, int ThreeVenues, int DirectionalEvery)
{
    /// <summary>About 1,000 accounts.</summary>
    public static readonly DemoOwners Demo = new(700, 100, 0);
}
