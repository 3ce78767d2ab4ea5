namespace RiskCluster.Runtime.Actors;

/// <summary>The actor cannot answer now. What it was told is unknown: applied or not. The same message, sent again, tells.</summary>
public class ActorUnavailableException : Exception
{
    /// <summary>Without a reason.</summary>
    public ActorUnavailableException()
    {
    }

    /// <summary>With a reason.</summary>
    public ActorUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and its cause.</summary>
    public ActorUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
