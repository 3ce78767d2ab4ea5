using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>
/// Clearing of a network after a shock, with default costs and fire sales of shared pools (MODEL SYS-1; Eisenberg and Noe, Management Science 47, 2001; Rogers and
/// Veraart, Management Science 59, 2013; Cifuentes, Ferrucci and Shin, J. European Economic Association 3, 2005).
/// </summary>
/// <remarks>
/// p_i = due_i when e_i + h_i q + sum_j p_j P_ji covers it, else alpha (e_i + h_i q) + beta sum_j p_j P_ji, with P_ji the part of what j owes that it owes i: all creditors
/// are of one rank. q = shocked price x impact(what is sold). A node sells the share of its pools that it lacks in cash, or 1 - equity / requirement where that is more; in
/// default it sells all. The run finds the greatest payments and prices that hold together: it starts with everybody paying in full at the shocked prices and only ever
/// lowers them. A round keeps the set of defaults and settles payments and prices; whoever then cannot pay joins the set, so there are at most N + 1 rounds.
/// A round's payments solve a linear system that is never singular: with beta = 1 a set of defaulted nodes that owe only each other would receive all that they
/// pay, and together cannot lack anything, so none of them could have been the first to default.
/// Deterministic; a round costs d^3 for d defaults and, a price step, d^2 and the size of the network.
/// </remarks>
public static class ContagionRun
{
    /// <summary>Prices count as settled when none falls by more than this share in a step.</summary>
    public const double PriceTolerance = 1e-11;

    /// <summary>Steps of a round after which its prices are taken as they are.</summary>
    public const int MostPriceSteps = 20_000;

    /// <summary>Runs a shock through a network.</summary>
    /// <param name="network">Before the shock.</param>
    /// <param name="shock">What strikes first.</param>
    /// <param name="costs">What a default leaves.</param>
    /// <exception cref="ArgumentException">The shock names what the network does not have, or an amount outside its range.</exception>
    public static ContagionResult Run(ContagionNetwork network, ContagionShock shock, DefaultCosts costs)
    {
        var state = new ContagionBooks(network, shock, costs);
        var rounds = ImmutableArray.CreateBuilder<ContagionRound>();
        var isSettled = true;
        ImmutableArray<int> defaults = [];
        do
        {
            var steps = state.Settle();
            isSettled &= steps < MostPriceSteps;
            rounds.Add(new(
                rounds.Count, [.. defaults.Select(i => network.Nodes[i].Name)], state.LossesUsd(), state.Prices, state.UnpaidUsd(), steps));
            defaults = state.Defaulting();
            state.Default(defaults, rounds.Count);
        }
        while (!defaults.IsEmpty);

        return state.Result(rounds.ToImmutable(), isSettled);
    }
}
