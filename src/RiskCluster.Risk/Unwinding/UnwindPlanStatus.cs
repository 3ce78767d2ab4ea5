namespace RiskCluster.Risk.Unwinding;

/// <summary>How an unwind ends that goes as planned (MODEL SYS-2).</summary>
public enum UnwindPlanStatus
{
    /// <summary>The owner stands on or above its buffer margin already: no step.</summary>
    Above,

    /// <summary>Part of the book is closed, and the owner lands exactly on its buffer margin.</summary>
    Recovers,

    /// <summary>No part is enough: everything is closed. Equity that is negative afterwards is the shortfall.</summary>
    Full,

    /// <summary>Something is still open, and no step that may be taken lowers the requirement: the steps before it stand, then it stops.</summary>
    NoStepLowers,
}
