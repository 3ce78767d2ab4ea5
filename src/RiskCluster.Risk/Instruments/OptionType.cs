namespace RiskCluster.Risk.Instruments;

/// <summary>The right that a European option gives.</summary>
public enum OptionType
{
    /// <summary>To buy at the strike.</summary>
    Call,

    /// <summary>To sell at the strike.</summary>
    Put,
}
