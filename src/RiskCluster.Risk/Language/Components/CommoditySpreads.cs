using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Coins that move together offset each other in part (MRG-2): SPAN's intercommodity spread credit by weighted price risk.</summary>
/// <remarks>
/// In the document's order, where the net deltas left have opposite signs: n = min(|delta one| / ratio one, |delta two| / ratio two) spreads are formed; each side is credited
/// credit * n * ratio * price risk / |net delta|, and the deltas are used up. Price risk of a book = mean loss of the worst scenario and its twin of the other
/// volatility, less the mean loss of the two scenarios without a price move, here held within [0, scan]: what volatility and time lose, no other coin gives back.
/// CME, "SPAN methodology", intercommodity spread credits.
/// </remarks>
/// <param name="Spreads">In the order in which they are formed.</param>
internal sealed record CommoditySpreads(ImmutableArray<CommoditySpread> Spreads) : IScanCredit, IDemanding
{
    public static CommoditySpreads Read(RiskModelNode node) => new(node.Objects("spreads", minimalCount: 0, CommoditySpread.Read));

    public string? Missing(ModelDocument document) =>
        document.All<SpanScenarios>().Any() && document.All<IScenarioSource>().Count() == 1 ? null : "needs span-scenarios and no other scenarios";

    public double[] Credits(MarginCase margin, IReadOnlyList<BookScan> scans)
    {
        var credits = new double[scans.Count];
        var net = scans.Select(scan => PositionDelta.Of(scan.Book).Sum()).ToArray();
        var left = (double[])net.Clone();
        foreach (var spread in Spreads)
        {
            var (one, two) = (IndexOf(scans, spread.First), IndexOf(scans, spread.Second));
            if (one < 0 || two < 0 || Math.Sign(left[one]) * Math.Sign(left[two]) >= 0) continue;
            var formed = Math.Min(Math.Abs(left[one]) / spread.FirstDelta, Math.Abs(left[two]) / spread.SecondDelta);
            foreach (var (book, delta) in new[] { (one, formed * spread.FirstDelta), (two, formed * spread.SecondDelta) })
            {
                credits[book] += spread.Credit * PriceRisk(scans[book]) * delta / Math.Abs(net[book]);
                left[book] -= Math.Sign(left[book]) * Math.Min(delta, Math.Abs(left[book]));
            }
        }

        return credits;
    }

    private static int IndexOf(IReadOnlyList<BookScan> scans, string coin)
    {
        for (var i = 0; i < scans.Count; i++)
            if (scans[i].Book.Quote.Underlying == coin)
                return i;
        return -1;
    }

    private static double PriceRisk(BookScan scan)
    {
        if (scan.Worst is null) return 0;
        var worst = 0;
        while (!ReferenceEquals(scan.Outcomes[worst], scan.Worst)) worst++;
        var twin = SpanScenarios.TwinOf(worst);
        var withoutVol = -(scan.Outcomes[worst].Pnl + scan.Outcomes[twin].Pnl) / 2;
        var timeOnly = -(scan.Outcomes[0].Pnl + scan.Outcomes[1].Pnl) / 2;
        return Math.Clamp(withoutVol - timeOnly, 0, scan.Loss);
    }
}
