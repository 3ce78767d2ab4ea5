namespace RiskCluster.Risk.Language;

/// <summary>One position with everything the market says of it.</summary>
/// <param name="Line">Its place among the lines of the case.</param>
/// <param name="Position">What is held.</param>
/// <param name="Coins">Size in coins, signed.</param>
/// <param name="MarkPriceUsd">Of a future or perpetual, USD per coin; 0 for options.</param>
/// <param name="VolAnnual">Of an option; 0 for anything else.</param>
/// <param name="MarkValue">Value of an option, unrealised profit and funding of anything else; in the model's unit.</param>
internal sealed record Leg(int Line, ModelPosition Position, double Coins, double MarkPriceUsd, double VolAnnual, double MarkValue)
{
    public string Name => Position.Instrument.Name;
}
