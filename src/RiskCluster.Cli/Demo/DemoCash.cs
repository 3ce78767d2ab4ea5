using RiskCluster.Cli.Margining;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Demo;

/// <summary>Gives every account of the demo its cash: equity of a drawn multiple of what its owner needs, so that some stand close to the line.</summary>
internal static class DemoCash
{
    private const double CloseShare = 0.15;

    /// <summary>The accounts of a desk that was opened without cash, with cash.</summary>
    /// <param name="desk">Margined at the opening market.</param>
    /// <param name="seed">Same seed, same multiples.</param>
    public static List<AccountPortfolio> Endow(MarginDesk desk, int seed)
    {
        var random = new Random(seed);
        var funded = new List<AccountPortfolio>();
        foreach (var owner in desk.Accounts.GroupBy(account => account.Owner))
        {
            var multiple = owner.Key == FollowedOwner.Name ? 1.6 : Multiple(random);
            var netted = desk.Cycle.Figure(desk.OwnerPortfolio(owner.Key));
            var cashUsd = Math.Max(0, multiple * netted.InitialMarginUsd - netted.EquityUsd);
            var needs = owner.Select(account => 1 + desk.Cycle.Figure(desk.Book.Find(account.Key)).InitialMarginUsd).ToArray();
            funded.AddRange(owner.Select((account, i) => account with { CashUsd = Math.Round(cashUsd * needs[i] / needs.Sum()) }));
        }

        return funded;
    }

    /// <summary>Most owners hold 1.3 to 4 times their initial margin, some only 1.02 to 1.2 times.</summary>
    private static double Multiple(Random random) => random.NextDouble() < CloseShare ? 1.02 + 0.18 * random.NextDouble() : 1.3 + 2.7 * random.NextDouble();
}
