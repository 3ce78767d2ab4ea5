namespace RiskCluster.Runtime.Journaling;

/// <summary>
/// The journal cannot be reached or cannot write now. What was being appended is unknown: it may be durable or not, and only reading the stream again tells.
/// </summary>
public sealed class JournalUnavailableException : Exception
{
    /// <summary>Without a reason.</summary>
    public JournalUnavailableException()
    {
    }

    /// <summary>With a reason.</summary>
    public JournalUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and its cause.</summary>
    public JournalUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
