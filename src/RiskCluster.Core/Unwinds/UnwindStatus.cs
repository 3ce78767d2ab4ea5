namespace RiskCluster.Core.Unwinds;

/// <summary>How far an owner's unwind is.</summary>
public enum UnwindStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Begun, but what is known of the market does not carry a liquidation.</summary>
    Held,

    /// <summary>Waits for a plan.</summary>
    AwaitingPlan,

    /// <summary>Works on the steps of its plan.</summary>
    Running,

    /// <summary>No step lowers the requirement, or a budget is used up: people or the waterfall decide.</summary>
    Stopped,

    /// <summary>Equity is gone: the waterfall covers the shortfall.</summary>
    Covering,

    /// <summary>Ended: equity covers the buffer margin.</summary>
    Recovered,

    /// <summary>Ended: the waterfall has run through.</summary>
    Bankrupt,

    /// <summary>Ended by people.</summary>
    Aborted,
}
