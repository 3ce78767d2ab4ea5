namespace RiskCluster.Risk.Margin;

/// <summary>What the contingencies add to one portfolio's scan, USD, each >= 0 (MODEL MRG-4).</summary>
/// <param name="BasisUsd">Sum over expiries of |net forward exposure| x basis move.</param>
/// <param name="RollUsd">Share of the gross notional of futures and perpetuals.</param>
/// <param name="NakedShortUsd">Sum over strikes of the net short options' share of the index value.</param>
/// <param name="PerpetualUsd">Sum over underlyings of |net perpetual notional| x fraction.</param>
/// <param name="ConfidenceUsd">For unsure prices; in the initial margin only.</param>
public readonly record struct ContingencyCharge(double BasisUsd, double RollUsd, double NakedShortUsd, double PerpetualUsd, double ConfidenceUsd)
{
    /// <summary>What joins the scan in the initial margin.</summary>
    public double InitialUsd => BasisUsd + RollUsd + NakedShortUsd + PerpetualUsd + ConfidenceUsd;

    /// <summary>What joins the scan in the maintenance margin: the same sum by its shares, in the same order, so that no rounding lifts it above <see cref="InitialUsd"/>.</summary>
    public double MaintenanceUsd(RiskModelMaintenanceShare share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return share.Basis * BasisUsd + share.Roll * RollUsd + share.NakedShort * NakedShortUsd + share.Perpetual * PerpetualUsd;
    }
}
