namespace RiskCluster.Risk.Scenarios;

/// <summary>Where a scenario comes from, which also says how its loss is used.</summary>
public enum ScenarioKind
{
    /// <summary>Price moves within the range, vol up, unchanged and down (SCN-1). The worst counts.</summary>
    Grid,

    /// <summary>A far move with a dampening weight (SCN-2). The worst counts.</summary>
    Tail,

    /// <summary>The wings of every smile rotate (SCN-3). The worst counts.</summary>
    Skew,

    /// <summary>Front vols move against back vols (SCN-3). The worst counts.</summary>
    Term,

    /// <summary>A correlated move of all underlyings (SCN-4). The worst counts.</summary>
    Joint,

    /// <summary>A filtered historical joint return (SCN-5). Expected shortfall is taken over these.</summary>
    Historical,
}
