namespace RiskCluster.Host.Running;

/// <summary>A condition that has to be otherwise for a while before it counts as otherwise, so that one late tick does not take a process out of service and one good one does not bring it back.</summary>
/// <param name="badFor">How long it must not hold.</param>
/// <param name="goodFor">How long it must hold again.</param>
internal sealed class Hysteresis(TimeSpan badFor, TimeSpan goodFor)
{
    private readonly Lock gate = new();
    private bool? holds;
    private DateTimeOffset? otherwiseSince;

    /// <summary>Whether it counts as holding; not before it was first looked at.</summary>
    public bool Holds
    {
        get
        {
            lock (gate) return holds == true;
        }
    }

    /// <summary>What is so now. The first look counts at once.</summary>
    /// <returns>Whether the condition counts as holding.</returns>
    public bool See(bool isGood, DateTimeOffset now)
    {
        lock (gate)
        {
            if (holds is not { } before || isGood == before)
            {
                (holds, otherwiseSince) = (isGood, null);
                return isGood;
            }

            otherwiseSince ??= now;
            if (now - otherwiseSince < (isGood ? goodFor : badFor)) return before;
            (holds, otherwiseSince) = (isGood, null);
            return isGood;
        }
    }
}
