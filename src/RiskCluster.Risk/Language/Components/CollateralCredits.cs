using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// Collateral that counts by a share of its dollar value (COL-1); what the model does not name counts nothing. An unsure price lowers the initial margin's credit
/// by (1 - confidence) * factor of the value, where it gives any. What is owed counts whole. Derive v2, standard manager.
/// </summary>
/// <param name="Assets">By asset.</param>
/// <param name="ConfidenceThreshold">Confidence from which on nothing is taken off.</param>
/// <param name="ConfidenceFactor">What is taken off per notional at confidence 0.</param>
internal sealed record CollateralCredits(ImmutableSortedDictionary<string, CollateralCredit> Assets, double ConfidenceThreshold, double ConfidenceFactor) : ICharge
{
    public static CollateralCredits Read(RiskModelNode node) => new(
        node.Map("assets", CollateralCredit.Read),
        node.Number("confidence_threshold", Interval.Closed(0, 1)),
        node.Number("confidence_factor", Interval.Closed(0, 1)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        foreach (var line in margin.Collateral)
        {
            var credit = line.Value < 0 ? CollateralCredit.Whole : Assets.GetValueOrDefault(line.Asset, CollateralCredit.Nothing);
            // The mark value is counted in the stable coin, the credit in dollars.
            var dollars = line.Value * margin.Market.StablePriceUsd;
            var maintenance = dollars * credit.Factor;
            var initial = maintenance * credit.InitialScale;
            var confidence = margin.Market.PriceOf(line.Asset).Confidence;
            if (margin.Market.Underlyings.TryGetValue(line.Asset, out var coin)) confidence = Math.Min(confidence, coin.Spot.Confidence);
            if (initial != 0 && confidence < ConfidenceThreshold) initial -= (1 - confidence) * ConfidenceFactor * Math.Abs(dollars);
            yield return new($"{name}: {line.Asset}", line.Value - initial, line.Value - maintenance);
        }
    }
}
