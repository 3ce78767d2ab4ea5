namespace RiskCluster.Runtime.Journaling;

/// <summary>
/// A bug of the writer: its epoch is still the stream's, but its append does not follow the stream's head. Nothing was written; the writer's memory is wrong and must be
/// replayed.
/// </summary>
public sealed class OutOfStepException : Exception
{
    /// <summary>Without a reason.</summary>
    public OutOfStepException()
    {
    }

    /// <summary>With a reason.</summary>
    public OutOfStepException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and its cause.</summary>
    public OutOfStepException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Which append met which head.</summary>
    public OutOfStepException(StreamAppend append, long headSeq)
        : base($"{append?.Stream}: an append after event {append?.ExpectedSeq} met a stream whose last event is {headSeq}")
    {
    }
}
