using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>The product's cells, or ones of which a guard is off.</summary>
internal static class SimCells
{
    public static IActorCell Of(ActorCells cells, ActorAddress address, Guard off) =>
        address.Kind == ActorKind.RiskParameters && off is Guard.OwnProposal or Guard.ApprovalText ? new LaxParametersCell(cells.RiskParameters(address.Key), off)
        : address.Kind == ActorKind.Account && off is Guard.Inbox or Guard.UpdateGap or Guard.Expiry or Guard.SnapshotEpoch or Guard.CollateralOrder or Guard.ReservationTime ? new LaxAccountCell(cells.Account(address.Key), off) : cells.Of(address);
}
