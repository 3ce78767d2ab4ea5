using System.Collections.Immutable;
using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Turns;

/// <summary>What a decision knows beside state and command. The same turn gives the same decision.</summary>
/// <param name="NowMs">Time of the turn, unix milliseconds. It orders nothing and grants no authority: sequences and epochs do.</param>
public readonly record struct Turn(long NowMs)
{
    /// <summary>The instruments that the account's venue lists; null when that is not known now.</summary>
    public IReadOnlySet<string>? Listed { get; init; }

    /// <summary>Margins as they would be after the command, each of which must pass where the command needs margin; empty when none could be computed.</summary>
    public ImmutableArray<MarginEvidence> Margins { get; init; } = [];

    /// <summary>The public key under which the signature of the message was found to be right, for this turn; null when none was.</summary>
    public string? SignedBy { get; init; }

    /// <summary>True when the venue is known to list an instrument.</summary>
    public bool IsListed(string instrument) => Listed is not null && Listed.Contains(instrument);
}
