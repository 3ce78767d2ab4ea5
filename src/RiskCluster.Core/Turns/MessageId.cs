namespace RiskCluster.Core.Turns;

/// <summary>
/// Tells a message from its redelivery. Ordered messages of a source carry rising ordinals and are recognised for ever by the highest one seen; keyed ones carry
/// the sender's idempotency key and are recognised as long as the inbox remembers.
/// </summary>
/// <param name="Source">Who sends: a stream, an API key.</param>
/// <param name="Ordinal">1 or more for an ordered message, 0 for a keyed one.</param>
/// <param name="Key">The key of a keyed message; empty for an ordered one.</param>
public readonly record struct MessageId(string Source, long Ordinal, string Key)
{
    private const string RefusalSource = "~refused";

    /// <summary>True for a message with an ordinal.</summary>
    public bool IsOrdered => Ordinal > 0;

    /// <summary>True when this names the events of a message that was refused.</summary>
    public bool IsRefusal => Source == RefusalSource;

    /// <summary>A message that its source numbers.</summary>
    public static MessageId Ordered(string source, long ordinal) =>
        ordinal > 0 ? new(CheckedSource(source), ordinal, "") : throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, "an ordinal is at least 1");

    /// <summary>A message that its source names.</summary>
    public static MessageId Keyed(string source, string key) => key.Length > 0 ? new(CheckedSource(source), 0, key) : throw new ArgumentException("a key is not empty", nameof(key));

    /// <summary>The name under which the journal keeps what the refusal of this message taught. It is not the message's own: that one was not applied, and may come again.</summary>
    public MessageId Refused() => Keyed(RefusalSource, ToString());

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static MessageId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mark = text.LastIndexOf('#');
        if (mark >= 0 && long.TryParse(text.AsSpan(mark + 1), out var ordinal) && ordinal > 0 && !text.Contains('!', StringComparison.Ordinal)) return Ordered(text[..mark], ordinal);
        mark = text.IndexOf('!', StringComparison.Ordinal);
        if (mark >= 0 && mark < text.Length - 1) return Keyed(text[..mark], text[(mark + 1)..]);
        throw new FormatException($"'{text}' is not the identity of a message");
    }

    /// <inheritdoc/>
    public override string ToString() => IsOrdered ? $"{Source}#{Ordinal}" : $"{Source}!{Key}";

    // The mark parts source and key in the text form.
    private static string CheckedSource(string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        return source.Contains('!', StringComparison.Ordinal) ? throw new ArgumentException($"the source '{source}' of a message holds a '!'", nameof(source)) : source;
    }
}
