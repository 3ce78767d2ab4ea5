namespace RiskCluster.Runtime.Histories;

/// <summary>What a history can prove against a journal.</summary>
public enum HistoryFault
{
    /// <summary>An acknowledged update is not in the journal where its acknowledgement said.</summary>
    Lost,

    /// <summary>An update stands in the journal more than once.</summary>
    AppliedTwice,

    /// <summary>A number of a stream is missing or there twice.</summary>
    Gap,

    /// <summary>Two acknowledgements name one number, or one update's name two.</summary>
    SeqReused,

    /// <summary>An update that was acknowledged before another was sent comes after it.</summary>
    OutOfOrder,

    /// <summary>A read did not see what had been acknowledged, or read, before it was asked.</summary>
    StaleRead,

    /// <summary>A read saw events that the journal does not have.</summary>
    DirtyRead,

    /// <summary>The journal holds an update that nobody sent.</summary>
    Invented,
}
