namespace RiskCluster.Core.Accounts;

/// <summary>Updates are known to be missing.</summary>
/// <param name="Epoch">Epoch of the newest update that was seen.</param>
/// <param name="FirstMissing">Sequence from which updates are missing.</param>
/// <param name="Seen">Sequence of the newest update that was seen.</param>
public sealed record PositionGap(long Epoch, long FirstMissing, long Seen)
{
    /// <summary>True when an update of that epoch and sequence teaches nothing new.</summary>
    public bool IsKnownAt(long epoch, long sequence) => epoch < Epoch || (epoch == Epoch && sequence <= Seen);

    /// <summary>True when a state at that epoch and sequence has nothing missing that was seen.</summary>
    public bool IsFilledAt(long epoch, long sequence) => epoch > Epoch || (epoch == Epoch && sequence >= Seen);
}
