namespace RiskCluster.Risk.Forecasting;

/// <summary>The learned forecast against one of the others, over the days that are scored.</summary>
/// <param name="Model">The other one.</param>
/// <param name="Test">Learned minus other, null when they never differ.</param>
public sealed record ForecastRival(ForecastModel Model, DieboldMariano? Test);
