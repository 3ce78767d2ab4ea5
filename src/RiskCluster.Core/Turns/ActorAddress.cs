namespace RiskCluster.Core.Turns;

/// <summary>Which actor. Its text, such as <c>Account:deribit/alice</c>, is the name of its stream in the journal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Which one; not empty.</param>
public readonly record struct ActorAddress(ActorKind Kind, string Key)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static ActorAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && colon < text.Length - 1 && Enum.TryParse<ActorKind>(text[..colon], out var kind) && kind.ToString() == text[..colon]) return new(kind, text[(colon + 1)..]);
        throw new FormatException($"'{text}' is not the address of an actor, such as Account:deribit/alice");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Key}";
}
