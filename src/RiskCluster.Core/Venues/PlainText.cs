namespace RiskCluster.Core.Venues;

/// <summary>Words for people.</summary>
internal static class PlainText
{
    /// <summary>True for 1 to <paramref name="length"/> characters without control characters, not blank.</summary>
    public static bool Holds(string text, int length) => !string.IsNullOrWhiteSpace(text) && text.Length <= length && !text.Any(char.IsControl);
}
