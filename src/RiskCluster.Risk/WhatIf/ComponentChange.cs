namespace RiskCluster.Risk.WhatIf;

/// <summary>One component of the margin before and after a change.</summary>
/// <param name="Name">As in the waterfall, or <c>equity</c>.</param>
/// <param name="BeforeUsd">In the present market.</param>
/// <param name="AfterUsd">After the change, in the market of the change.</param>
public sealed record ComponentChange(string Name, double BeforeUsd, double AfterUsd)
{
    /// <summary>After less before.</summary>
    public double ChangeUsd => AfterUsd - BeforeUsd;
}
