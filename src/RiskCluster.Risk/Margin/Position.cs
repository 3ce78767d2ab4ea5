namespace RiskCluster.Risk.Margin;

/// <summary>A signed amount of one instrument.</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="Quantity">Units, negative when short: coins for spot, linear contracts and options, USD for inverse futures and perpetuals.</param>
/// <param name="AveragePrice">
/// USD per coin at which a future or perpetual was entered, for its unrealised profit; null until <see cref="AccountPortfolio.EnteredAt"/> fills in the
/// present mark. Options and spot count at mark value and need none.
/// </param>
public sealed record Position(string Instrument, double Quantity, double? AveragePrice = null);
