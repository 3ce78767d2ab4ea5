using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.WhatIf;

/// <summary>What a change would do to a portfolio (MODEL MRG-11).</summary>
/// <param name="Before">The figure as it is, in the present market.</param>
/// <param name="After">The figure after the change, in the market of the change.</param>
/// <param name="Components">Every component of the waterfall and the equity, before and after.</param>
/// <param name="IsValidTrade">Whether the change is allowed.</param>
/// <param name="Reasons">Why, or why not; never empty.</param>
public sealed record WhatIfResult(
    MarginFigure Before,
    MarginFigure After,
    ImmutableArray<ComponentChange> Components,
    bool IsValidTrade,
    ImmutableArray<WhatIfReason> Reasons);
