namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>What came of killing a node at every step of one unwind, and letting the next process go on.</summary>
/// <param name="Trouble">Who made it difficult.</param>
/// <param name="Appends">Steps of the journal that the undisturbed unwind takes; markets' own steps are not counted.</param>
/// <param name="CrashPoints">Where the process died: before and after each of them.</param>
/// <param name="Runs">Runs, the undisturbed one among them: where nothing tells two crash points apart, one run stands for both.</param>
/// <param name="DoubleFills">Fills that counted twice, beyond their order, or under a token that was lost.</param>
/// <param name="Orphans">Legs, tasks, claims and fills that were left with one side only.</param>
/// <param name="RaisingFills">Fills after which the owner's requirement, in the same market, was higher than before their step.</param>
/// <param name="LargestErrorUsd">By how much what accounts, funds and sharers have differs from what fills, figures and the waterfall say, at most.</param>
/// <param name="Unended">Runs that were not over after <see cref="UnwindCrashes.MostRounds"/> rounds.</param>
/// <param name="MostRounds">Rounds from restart to the end, at most.</param>
/// <param name="First">The first run that broke something, with what; null when none did.</param>
public sealed record UnwindCrashRow(
    UnwindTrouble Trouble,
    int Appends,
    int CrashPoints,
    int Runs,
    int DoubleFills,
    int Orphans,
    int RaisingFills,
    decimal LargestErrorUsd,
    int Unended,
    int MostRounds,
    string? First)
{
    /// <summary>True when nothing was broken.</summary>
    public bool IsClean => First is null;
}
