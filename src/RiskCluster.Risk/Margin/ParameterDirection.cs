namespace RiskCluster.Risk.Margin;

/// <summary>What raising a number of a model does to requirements.</summary>
public enum ParameterDirection
{
    /// <summary>Unknown, or it depends on the portfolio: any change may loosen.</summary>
    Unknown,

    /// <summary>A higher number asks for more margin, or as much.</summary>
    HigherIsTighter,

    /// <summary>A lower number asks for more margin, or as much.</summary>
    LowerIsTighter,

    /// <summary>It changes no requirement.</summary>
    Neutral,
}
