namespace RiskCluster.Core.Venues;

/// <summary>Why a venue refuses, in the order in which it looks.</summary>
public enum VenueRejection
{
    /// <summary>Anything but registration before it.</summary>
    NotRegistered,

    /// <summary>The chain is not a key name.</summary>
    ChainNotAName,

    /// <summary>The margin currency is not 2 to 12 capitals or digits.</summary>
    CurrencyNotACode,

    /// <summary>The name is empty, longer than 120 characters, or not plain text.</summary>
    NameNotPlain,

    /// <summary>Registered already, with another profile.</summary>
    ProfileDiffers,

    /// <summary>No instrument, or more than 5,000 in one command.</summary>
    InstrumentCount,

    /// <summary>Not a name of the grammar.</summary>
    InstrumentNotAName,

    /// <summary>Named twice in one command.</summary>
    InstrumentTwice,

    /// <summary>It would list more than 20,000.</summary>
    ListingFull,

    /// <summary>A heartbeat's sequence is less than 1.</summary>
    HeartbeatSequence,

    /// <summary>The reason is empty, longer than 500 characters, or not plain text.</summary>
    ReasonNotPlain,

    /// <summary>Whoever acts has no key name.</summary>
    ActorNotAName,

    /// <summary>The key id is not a key name.</summary>
    KeyIdNotAName,

    /// <summary>The hash is not 64 hexadecimal digits in lower case.</summary>
    SecretHashForm,

    /// <summary>The key id was revoked before.</summary>
    KeyIdRevoked,

    /// <summary>The key id stands for another secret.</summary>
    KeyIdTaken,

    /// <summary>There are 16 live keys already.</summary>
    TooManyKeys,

    /// <summary>1,000 keys have been revoked: no more could be remembered.</summary>
    TooManyRevokedKeys,

    /// <summary>There is no key of that id.</summary>
    UnknownKey,

    /// <summary>The source of a fund change is not named by the rule of sources.</summary>
    FundSourceNotAName,

    /// <summary>The ordinal of a fund change is less than 1.</summary>
    FundOrdinal,

    /// <summary>The ordinal lies so far back that nobody knows whether it has come.</summary>
    FundOrdinalForgotten,

    /// <summary>16 sources change the fund already.</summary>
    TooManyFundSources,

    /// <summary>The amount is 0, out of bounds, or has too many digits.</summary>
    FundAmount,

    /// <summary>The fund would fall below 0.</summary>
    FundTooSmall,

    /// <summary>The fund would exceed the greatest amount.</summary>
    FundTooLarge,

    /// <summary>Whoever draws is neither named by the rule of names nor <c>venue/account</c>.</summary>
    DrawOwnerNotAName,

    /// <summary>The number of the unwind is less than 1.</summary>
    DrawUnwindId,

    /// <summary>The amount asked for is not above 0, out of bounds, or has too many digits.</summary>
    DrawAmount,
}
