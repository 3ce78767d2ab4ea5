namespace RiskCluster.Risk.Language;

/// <summary>Margins that a venue computes outside the model and adds to the initial margin, in the unit of the model.</summary>
/// <param name="Spot">For open spot orders and borrowed coins; >= 0.</param>
/// <param name="MarketMakerProtection">For the orders under market maker protection; >= 0.</param>
/// <param name="OpenOrders">For open orders; >= 0.</param>
public sealed record ExternalMargins(double Spot = 0, double MarketMakerProtection = 0, double OpenOrders = 0);
