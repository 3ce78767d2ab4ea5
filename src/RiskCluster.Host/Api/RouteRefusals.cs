using System.Collections.Immutable;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Api;

/// <summary>The codes with which a route may refuse, beside those that its policy and its body bring; metadata of its endpoint.</summary>
internal sealed record RouteRefusals(ImmutableArray<ProblemCode> Codes);
