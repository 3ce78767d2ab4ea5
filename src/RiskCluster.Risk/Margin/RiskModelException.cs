namespace RiskCluster.Risk.Margin;

/// <summary>A model document that breaks a rule: which value, and which rule.</summary>
public sealed class RiskModelException : Exception
{
    /// <summary>A broken rule at a place of the document.</summary>
    /// <param name="path">JSON path of the value, such as <c>$.grid.price_moves[3]</c>.</param>
    /// <param name="rule">What the value must be.</param>
    public RiskModelException(string path, string rule)
        : base($"{path}: {rule}")
    {
        Path = path;
        Rule = rule;
    }

    /// <summary>JSON path of the value.</summary>
    public string Path { get; }

    /// <summary>What the value must be.</summary>
    public string Rule { get; }
}
