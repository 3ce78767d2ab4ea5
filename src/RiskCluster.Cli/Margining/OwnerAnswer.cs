using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.WhatIf;

namespace RiskCluster.Cli.Margining;

/// <summary>What is said of an owner beside its margin (MODEL MRG-8, MRG-11).</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Allocation">Where the requirement is to be held.</param>
/// <param name="Stress">Null when not asked.</param>
/// <param name="Hedge">Null when not asked.</param>
internal sealed record OwnerAnswer(string Owner, OwnerAllocation Allocation, ReverseStress? Stress, CheapestHedge? Hedge)
{
    /// <summary>Half a spread of ten basis points.</summary>
    public const double DefaultCostFraction = 0.0005;

    /// <summary>Answers a question for one owner.</summary>
    public static OwnerAnswer Of(MarginContext context, string owner, IReadOnlyList<AccountPortfolio> accounts, OwnerQuestion question)
    {
        double Cost(Instrument instrument) => question.CostFraction * instrument.ContractSize * (instrument.IsSizedInUsd ? 1 : context.Market.First(market => market.Underlying == instrument.Underlying).IndexPrice);
        return new(
            owner,
            OwnerAllocation.Of(context, owner, accounts),
            question.Stress ? ReverseStress.Of(context, accounts) : null,
            question.HedgeUsd is { } targetUsd ? CheapestHedge.Of(context, accounts, HedgeCandidates.Of(context.Market, accounts), Cost, targetUsd) : null);
    }
}
