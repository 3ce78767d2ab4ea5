namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>What can be left out when unwinds are killed, to see that it is missed.</summary>
public enum UnwindGuard
{
    /// <summary>Nothing: the product as it is.</summary>
    None,

    /// <summary>An account knows a fill that it has.</summary>
    FillOnce,

    /// <summary>A fill under a token that is not the claim's is refused.</summary>
    FencingToken,

    /// <summary>Steps of a plan lower the requirement.</summary>
    StepLowers,

    /// <summary>A leg waits for the one that needs no hedge.</summary>
    Waves,

    /// <summary>An account knows a share of a loss that it has paid.</summary>
    ShareOnce,
}
