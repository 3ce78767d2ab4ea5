namespace RiskCluster.Cli.Data;

/// <summary>The part of a quote that breaks a rule; each file format has its own name for it.</summary>
internal enum QuoteField
{
    Bid,
    Ask,
    Mark,
    MarkVol,
}
