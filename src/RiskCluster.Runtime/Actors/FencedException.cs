namespace RiskCluster.Runtime.Actors;

/// <summary>Another process writes the actor's stream now; nothing of this call was applied. This process does not take the actor back before a while has passed.</summary>
public sealed class FencedException : ActorUnavailableException
{
    /// <summary>Without a reason.</summary>
    public FencedException()
    {
    }

    /// <summary>With a reason.</summary>
    public FencedException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and its cause.</summary>
    public FencedException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
