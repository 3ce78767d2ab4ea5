namespace RiskCluster.Core.SystemRisk;

/// <summary>Why the actor that looks at all at once refuses, in the order in which it looks.</summary>
public enum SystemRiskRejection
{
    /// <summary>The run's id is not a key name.</summary>
    RunIdNotAName,

    /// <summary>The hash of the inputs is not 64 hexadecimal digits in lower case.</summary>
    InputsHashForm,

    /// <summary>The shock is empty, longer than 200 characters, or not plain text.</summary>
    ShockNotPlain,

    /// <summary>Whoever asks or computes has no name.</summary>
    ActorNotAName,

    /// <summary>The id stands for a run of other inputs.</summary>
    RunDiffers,

    /// <summary>16 runs are under way already.</summary>
    TooManyRuns,

    /// <summary>There is no run of that id, or it ended so long ago that it is forgotten.</summary>
    UnknownRun,

    /// <summary>It has ended otherwise.</summary>
    RunEnded,

    /// <summary>Nobody has started it.</summary>
    RunNotStarted,

    /// <summary>Somebody else computes it.</summary>
    OtherWorker,

    /// <summary>Progress is not from 0 to 1000.</summary>
    ProgressBounds,

    /// <summary>It was computed from something else than what was asked for.</summary>
    OtherInputs,

    /// <summary>The hash of the result is not 64 hexadecimal digits in lower case.</summary>
    ResultHashForm,

    /// <summary>A count of the summary is below 0, or there are more defaults than nodes.</summary>
    SummaryCount,

    /// <summary>An amount of the summary is below 0, out of bounds, or has too many digits.</summary>
    SummaryAmount,

    /// <summary>A share or price of the summary is not within [0, 1].</summary>
    SummaryShare,

    /// <summary>A venue or pool of the summary is no name or named twice, or there are more than 1,000.</summary>
    SummaryNames,

    /// <summary>The reason is empty, longer than 500 characters, or not plain text.</summary>
    ReasonNotPlain,

    /// <summary>A cycle is less than 1.</summary>
    CycleNumber,

    /// <summary>An underlying is no name or named twice, or there are more than 1,000.</summary>
    ConcentrationNames,

    /// <summary>An amount or share of the concentration is out of bounds.</summary>
    ConcentrationAmount,

    /// <summary>The chain is not a key name.</summary>
    ChainNotAName,

    /// <summary>A venue is no key name or named twice, or there are more than 1,000.</summary>
    VenueNames,

    /// <summary>The level is below 0, above 1e6, or has too many digits.</summary>
    LevelBounds,

    /// <summary>The observation is of a time that has not come.</summary>
    ObservedAhead,

    /// <summary>100 chains are known already.</summary>
    TooManyChains,
}
