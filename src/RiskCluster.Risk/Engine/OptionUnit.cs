using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Engine;

/// <summary>Up to <see cref="Capacity"/> strikes of one expiry and settlement, filled in one go. A strike holds a call, a put, or both (a parity pair).</summary>
/// <remarks>Columns by strike, padded to whole vectors. Those from <see cref="LogMoneyness"/> on are of the present snapshot.</remarks>
internal sealed class OptionUnit
{
    /// <summary>Strikes in a unit at most: large enough to share the scenario columns, small enough to balance two workers.</summary>
    public const int Capacity = 32;

    /// <summary>In <see cref="CallOf"/> and <see cref="PutOf"/>: not held.</summary>
    public const int None = -1;

    /// <summary>Doubles in the widest vector.</summary>
    public const int WidestVector = 8;

    public OptionUnit(ExpiryTerms terms, Settlement settlement, IReadOnlyList<OptionStrike> strikes)
    {
        Terms = terms;
        Settlement = settlement;
        Count = strikes.Count;
        PaddedCount = (Count + WidestVector - 1) / WidestVector * WidestVector;
        CallOf = [.. strikes.Select(item => item.Call)];
        PutOf = [.. strikes.Select(item => item.Put)];
        Strike = [.. strikes.Select(item => item.Strike)];
        ContractSize = [.. strikes.Select(item => item.ContractSize)];
        LogMoneyness = new double[PaddedCount];
        VolAnnual = new double[PaddedCount];
        InverseVol = new double[PaddedCount];
        SkewLinear = new double[Count];
        SkewAbs = new double[Count];
        ForwardUsd = new double[PaddedCount];
        StrikeUsd = new double[PaddedCount];
        CallValueUsd = new double[PaddedCount];
        PutValueUsd = new double[PaddedCount];
        Array.Fill(VolAnnual, 1);
        Array.Fill(InverseVol, 1);
    }

    public ExpiryTerms Terms { get; }

    public Settlement Settlement { get; }

    public int Count { get; }

    public int PaddedCount { get; }

    /// <summary>Instrument index of the call at this strike, or <see cref="None"/>.</summary>
    public int[] CallOf { get; }

    /// <summary>Instrument index of the put at this strike, or <see cref="None"/>.</summary>
    public int[] PutOf { get; }

    public double[] Strike { get; }

    public double[] ContractSize { get; }

    /// <summary>ln(F/K).</summary>
    public double[] LogMoneyness { get; }

    public double[] VolAnnual { get; }

    public double[] InverseVol { get; }

    /// <summary>Relative vol change of a full LINEAR rotation; not padded.</summary>
    public double[] SkewLinear { get; }

    /// <summary>Relative vol change of a full ABS rotation; not padded.</summary>
    public double[] SkewAbs { get; }

    /// <summary>F times contract size, times index over forward when inverse: 0 when the strike is unavailable, which makes its rows 0.</summary>
    public double[] ForwardUsd { get; }

    /// <summary>K in the same unit.</summary>
    public double[] StrikeUsd { get; }

    /// <summary>Present value of one unit of the call, discounted.</summary>
    public double[] CallValueUsd { get; }

    /// <summary>Present value of one unit of the put, discounted.</summary>
    public double[] PutValueUsd { get; }
}
