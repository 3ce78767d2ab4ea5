namespace RiskCluster.Core.Parameters;

/// <summary>Why governance refuses. Declared in the order of the checks: the first that applies is the answer.</summary>
public enum RiskParametersRejection
{
    /// <summary>The model has no first version yet.</summary>
    NotEstablished,

    /// <summary>It has one already.</summary>
    AlreadyEstablished,

    /// <summary>Who asks is no governor.</summary>
    NotGovernor,

    /// <summary>The document breaks a rule of the model language; path and rule are told.</summary>
    BadDocument,

    /// <summary>The document bears another model's name.</summary>
    WrongModel,

    /// <summary>The document's version does not rise above those that were in force.</summary>
    VersionNotRaised,

    /// <summary>The charter would break a rule of its own.</summary>
    BadCharter,

    /// <summary>Nothing would change.</summary>
    NoChange,

    /// <summary>There is no such version.</summary>
    UnknownVersion,

    /// <summary>The version is closed: in force, superseded, rejected or expired.</summary>
    NotOpen,

    /// <summary>Nobody approves his own proposal.</summary>
    OwnProposal,

    /// <summary>The hash is not that of the version.</summary>
    HashMismatch,

    /// <summary>What is active is not what the version was made to replace.</summary>
    BaseChanged,

    /// <summary>The report makes no sense.</summary>
    BadImpact,

    /// <summary>Activations are frozen.</summary>
    Frozen,

    /// <summary>Too few approvals that still count.</summary>
    NotApproved,

    /// <summary>No run of the live book under exactly this document beside the active one.</summary>
    NoImpact,

    /// <summary>The run is too old.</summary>
    ImpactTooOld,

    /// <summary>The timelock has not run out.</summary>
    NotDue,

    /// <summary>It would push too many owners below maintenance.</summary>
    BlastRadius,

    /// <summary>A number would change too far within this epoch, or a part of the document is new or gone.</summary>
    ChangeCap,

    /// <summary>The version was never in force, or is.</summary>
    NeverActive,

    /// <summary>What would loosen, and is no undoing of the newest version, is proposed instead.</summary>
    RollbackLoosens,

    /// <summary>Nothing is frozen.</summary>
    NotFrozen,
}
