using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Host.Streams;

/// <summary>
/// Where a subscriber stands: <c>run-channels-number</c>. It belongs to one run of one process and to one list of channels; with another it says nothing, and the subscriber begins anew.
/// </summary>
/// <param name="run">Names the run of the process.</param>
/// <param name="channels">What is subscribed to.</param>
internal sealed class StreamCursor(string run, IEnumerable<StreamChannel> channels)
{
    private const int HashDigits = 8;

    private readonly string prefix = $"{run}-{Hash(channels)}-";

    /// <summary>The cursor after an event.</summary>
    public string After(long number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    /// <summary>The number that a cursor says; null when it is not one of this run and these channels.</summary>
    public long? Read(string? cursor) =>
        cursor is not null && cursor.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(cursor.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Hash(IEnumerable<StreamChannel> channels) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', channels.Select(channel => $"{channel.Name}{(channel.IsForKeepers ? "*" : "")}").Order(StringComparer.Ordinal)))))[..HashDigits];
}
