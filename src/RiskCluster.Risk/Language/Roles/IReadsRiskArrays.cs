namespace RiskCluster.Risk.Language;

/// <summary>A component that takes positions by the risk arrays they carry; in every other model such a position is priced like any other.</summary>
internal interface IReadsRiskArrays;
