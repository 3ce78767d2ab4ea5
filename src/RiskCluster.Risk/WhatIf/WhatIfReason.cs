namespace RiskCluster.Risk.WhatIf;

/// <summary>Why a change is allowed or refused (MODEL MRG-11).</summary>
public enum WhatIfReason
{
    /// <summary>Allowed: equity afterwards covers the initial margin afterwards.</summary>
    InitialMarginCovered,

    /// <summary>Allowed: it does not, but the change raises no initial margin and costs no excess.</summary>
    RiskReducing,

    /// <summary>Refused: equity afterwards is below the initial margin afterwards. Always followed by one or both of those below.</summary>
    InitialMarginNotCovered,

    /// <summary>And the change raises the initial margin.</summary>
    InitialMarginRises,

    /// <summary>And the change leaves less equity over initial margin than before, as a withdrawal does.</summary>
    ExcessFalls,
}
