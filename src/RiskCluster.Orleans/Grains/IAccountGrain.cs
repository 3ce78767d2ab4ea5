using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain of an account; its key is the venue/account.</summary>
public interface IAccountGrain : IAccount, IActorGrain;
