namespace RiskCluster.Runtime.RiskBoard;

/// <summary>The kill switch of a process: while it is off, no order passes and no liquidation begins or goes on to its next step. Margins are computed and told as ever.</summary>
public sealed class DecisionSwitch
{
    private volatile DecisionPause? pause;

    /// <summary>Called on the caller's thread after decisions are taken again.</summary>
    public event Action? Resumed;

    /// <summary>Who paused decisions, and why; null while they are taken.</summary>
    public DecisionPause? Pause => pause;

    /// <summary>True while no decisions are taken.</summary>
    public bool IsOff => pause is not null;

    /// <summary>Takes no decisions from now on; one that is being made is finished.</summary>
    public void TurnOff(DecisionPause why)
    {
        ArgumentNullException.ThrowIfNull(why);
        pause = why;
    }

    /// <summary>Takes decisions again.</summary>
    public void TurnOn()
    {
        pause = null;
        Resumed?.Invoke();
    }
}
