namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>Who makes an unwind difficult, and how.</summary>
public enum UnwindTrouble
{
    /// <summary>Nobody: keepers fill at once, venues settle at once.</summary>
    None,

    /// <summary>A keeper fills a third of its claim at a time.</summary>
    SlowKeeper,

    /// <summary>A keeper fills half of what it has claimed and is not heard of again.</summary>
    DyingKeeper,

    /// <summary>A keeper says that it traded more, at a worse price and to the other side.</summary>
    LyingKeeper,

    /// <summary>A keeper claims what others hold, trades under their token and sends every fill twice.</summary>
    DoubleClaimingKeeper,

    /// <summary>A venue's queue is halted in the middle of the unwind, and goes on after a while.</summary>
    RefusingVenue,

    /// <summary>A venue trades half of what it was given and then nothing until the rest has run out of time: its hedges come back, and a new plan is needed.</summary>
    FailingVenue,

    /// <summary>Venues settle late.</summary>
    LateVenue,

    /// <summary>The price falls so far that equity is gone: everything is closed, and the waterfall takes from insurance funds and other accounts.</summary>
    Shortfall,
}
