namespace RiskCluster.Host.Operations;

/// <summary>How far an operation is; from <see cref="Done"/> on it is over.</summary>
internal enum OperationStatus
{
    /// <summary>Waits for those before it.</summary>
    Pending,

    /// <summary>At work.</summary>
    Running,

    /// <summary>There is a result.</summary>
    Done,

    /// <summary>There is a problem.</summary>
    Failed,

    /// <summary>Somebody did not want it any more.</summary>
    Cancelled,
}
