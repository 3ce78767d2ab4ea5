using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Averaging before expiry (INS-1): in the last s of w seconds, (w - s)/w of the forward is settled and moves no more.</summary>
/// <param name="Seconds">Length w of the window.</param>
internal sealed record SettlementWindow(double Seconds)
{
    public static SettlementWindow Read(RiskModelNode node) => new(node.Number("seconds", Interval.Closed(0, 604_800)));

    public double FixedForwardUsd(ExpiryQuote quote) =>
        quote.SecondsToExpiry < Seconds ? quote.ForwardUsd * (Seconds - quote.SecondsToExpiry) / Seconds : 0;
}
