namespace RiskCluster.Risk.Language;

/// <summary>A component that says how much of a scenario's P&amp;L counts.</summary>
internal interface IGainOffset
{
    double Counted(MarginCase margin, double pnl);
}
