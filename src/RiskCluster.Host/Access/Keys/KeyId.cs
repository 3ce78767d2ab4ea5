using System.Collections.Immutable;
using System.Security.Cryptography;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Access.Keys;

/// <summary>The id of a key: kind, holder, and twelve characters of which the last four follow from the others by the pepper.</summary>
/// <param name="Kind">What the holder is.</param>
/// <param name="Holder">Its name.</param>
/// <param name="Text">The whole id, such as <c>keeper_k1_x3b9q0zt5f1c</c>.</param>
internal sealed record KeyId(KeyHolderKind Kind, string Holder, string Text)
{
    /// <summary>The longest name of a holder: the id is a name itself.</summary>
    public const int LongestHolder = 40;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int RandomLength = 8;
    private const int MarkLength = 4;
    private static readonly ImmutableArray<KeyHolderKind> Kinds = [.. Enum.GetValues<KeyHolderKind>()];

    /// <summary>A new id.</summary>
    public static KeyId New(KeyHolderKind kind, string holder, Pepper pepper)
    {
        var head = $"{Reasons.Of(kind)}_{holder}_{RandomNumberGenerator.GetString(Letters, RandomLength)}";
        return new(kind, holder, head + pepper.Mark(head, MarkLength));
    }

    /// <summary>Reads an id; null when it is none that this server has given out.</summary>
    public static KeyId? Parse(string text, Pepper pepper)
    {
        var (first, last) = (text.IndexOf('_', StringComparison.Ordinal), text.LastIndexOf('_'));
        if (!KeyName.IsValid(text) || first <= 0 || last <= first + 1 || text.Length - last - 1 != RandomLength + MarkLength) return null;
        var (head, holder) = (text[..^MarkLength], text[(first + 1)..last]);
        if (holder.Length > LongestHolder || !KeyName.IsValid(holder) || text[^MarkLength..] != pepper.Mark(head, MarkLength)) return null;
        foreach (var kind in Kinds)
            if (Reasons.Of(kind) == text[..first]) return new(kind, holder, text);
        return null;
    }
}
