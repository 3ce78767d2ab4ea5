namespace RiskCluster.Risk.Unwinding;

/// <summary>What one account holds of one instrument, and what closing it means in the present market.</summary>
/// <param name="Account">The number of the account.</param>
/// <param name="Slot">The number of the instrument.</param>
/// <param name="Underlying">The number of its underlying.</param>
/// <param name="Book">The number of the book it trades in.</param>
/// <param name="Units">Signed units at the start; not 0.</param>
internal sealed record UnwindLot(int Account, int Slot, int Underlying, int Book, double Units)
{
    /// <summary>Coins that one unit stands for.</summary>
    public required double DeltaCoin { get; init; }

    /// <summary>What leaving the volatility of one unit costs, USD, without regimes; >= 0.</summary>
    public required double VegaSpreadUsd { get; init; }

    /// <summary>What one unit adds to equity at its mark, before its entry price is taken off.</summary>
    public required double UnitUsd { get; init; }

    /// <summary>What all units were entered at: minus quantity x price of linear futures, USD.</summary>
    public required double EnteredUsd { get; init; }

    /// <summary>What all units were entered at: coins of inverse futures.</summary>
    public required double Coins { get; init; }

    /// <summary>Whether its venue trades.</summary>
    public required bool IsTradable { get; init; }

    /// <summary>What closing at the mark pays into cash for one unit held, so that equity stays what it is.</summary>
    public double ClosingUsd(double indexUsd) => UnitUsd + (EnteredUsd + Coins * indexUsd) / Units;
}
