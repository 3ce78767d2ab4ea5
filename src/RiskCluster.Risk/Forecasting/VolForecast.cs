using System.Collections.Immutable;

namespace RiskCluster.Risk.Forecasting;

/// <summary>Walk-forward forecasts of one underlying: every figure of a day is made of returns before it (MODEL CAL-1).</summary>
/// <param name="FirstDay">The first return that was forecast out of sample; entry i of what follows is for return FirstDay + i, the last one for the day after the last return.</param>
/// <param name="Variances">By model in the order of <see cref="ForecastModel"/>, shape [T - FirstDay + 1]; of one day, > 0.</param>
/// <param name="InUse">Shape [T - FirstDay + 1]: whose forecast was in use.</param>
/// <param name="VolDaily">Shape [T - FirstDay + 1]: the forecast in use, never below what the one before it may fall to; volatility of one day.</param>
/// <param name="Choice">The choice after the last return.</param>
public sealed record VolForecast(
    int FirstDay, ImmutableArray<ImmutableArray<double>> Variances, ImmutableArray<ForecastModel> InUse, ImmutableArray<double> VolDaily, ForecastChoice Choice)
{
    /// <summary>For the day after the last return; volatility of one day.</summary>
    public double NextVolDaily => VolDaily[^1];
}
