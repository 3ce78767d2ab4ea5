using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain of an owner; its key is the owner.</summary>
public interface IPortfolioGrain : IPortfolio, IActorGrain;
