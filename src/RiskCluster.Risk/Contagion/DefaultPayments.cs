using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace RiskCluster.Risk.Contagion;

/// <summary>What everybody pays when a given set of nodes is in default: they pay what they have, the others in full.</summary>
/// <remarks>(I - beta P_DD') p_D = alpha (e + h q)_D + beta P_ND' due_N, factored once for all price steps of a round.</remarks>
internal sealed class DefaultPayments
{
    private readonly ContagionNetwork network;
    private readonly DefaultCosts costs;
    private readonly int[] defaulted;
    private readonly int[] place;
    private readonly LU<double>? system;

    public DefaultPayments(ContagionNetwork network, DefaultCosts costs, int?[] defaultRound)
    {
        (this.network, this.costs) = (network, costs);
        defaulted = [.. Enumerable.Range(0, defaultRound.Length).Where(i => defaultRound[i] is not null)];
        place = new int[defaultRound.Length];
        Array.Fill(place, -1);
        for (var d = 0; d < defaulted.Length; d++) place[defaulted[d]] = d;
        if (defaulted.Length == 0) return;

        var matrix = Matrix<double>.Build.DenseIdentity(defaulted.Length);
        foreach (var claim in network.Claims)
            if (place[claim.Debtor] >= 0 && place[claim.Creditor] >= 0)
                matrix[place[claim.Creditor], place[claim.Debtor]] -= costs.Beta * claim.AmountUsd / network.DueUsd[claim.Debtor];
        system = matrix.LU();
    }

    /// <summary>Fills in what everybody pays and receives.</summary>
    /// <param name="externalUsd">Shape [N].</param>
    /// <param name="poolsUsd">Shape [N], at present prices.</param>
    /// <param name="paidUsd">Shape [N]; comes in as what was paid at higher prices and never rises.</param>
    /// <param name="receivedUsd">Shape [N], from within the network.</param>
    public void Pay(double[] externalUsd, double[] poolsUsd, double[] paidUsd, double[] receivedUsd)
    {
        if (system is not null)
        {
            var right = Vector<double>.Build.Dense(defaulted.Length, d => costs.Alpha * (externalUsd[defaulted[d]] + poolsUsd[defaulted[d]]));
            foreach (var claim in network.Claims)
                if (place[claim.Debtor] < 0 && place[claim.Creditor] >= 0)
                    right[place[claim.Creditor]] += costs.Beta * claim.AmountUsd;
            var solved = system.Solve(right);
            for (var d = 0; d < defaulted.Length; d++) paidUsd[defaulted[d]] = Math.Clamp(solved[d], 0, paidUsd[defaulted[d]]);
        }

        Array.Clear(receivedUsd);
        foreach (var claim in network.Claims) receivedUsd[claim.Creditor] += claim.AmountUsd * paidUsd[claim.Debtor] / network.DueUsd[claim.Debtor];
    }
}
