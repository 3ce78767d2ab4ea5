namespace RiskCluster.Risk.Language;

/// <summary>A portfolio that a model cannot margin in the given market: what stands in the way, and why.</summary>
public sealed class ModelInputException : Exception
{
    /// <summary>A position, collateral or expiry that lacks something.</summary>
    /// <param name="subject">Its name.</param>
    /// <param name="rule">What is missing.</param>
    public ModelInputException(string subject, string rule)
        : base($"{subject}: {rule}")
    {
        Subject = subject;
        Rule = rule;
    }

    /// <summary>The position, collateral or expiry.</summary>
    public string Subject { get; }

    /// <summary>What is missing.</summary>
    public string Rule { get; }
}
