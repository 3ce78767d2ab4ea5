using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Demo;

/// <summary>The book at one observation of the replay.</summary>
/// <param name="AsOf">When.</param>
/// <param name="IndexUsd">By underlying, in the order of the market.</param>
/// <param name="InitialMarginUsd">Sum of all owners' initial margins.</param>
/// <param name="Owners">How many owners are in each state.</param>
/// <param name="Followed">The followed owner's netted figure.</param>
internal sealed record DemoMoment(UnixTime AsOf, double[] IndexUsd, double InitialMarginUsd, Dictionary<MarginState, int> Owners, MarginFigure Followed);
