using System.Globalization;

namespace RiskCluster.Cli.Chaos;

/// <summary>A writer process as its senders see it.</summary>
internal sealed class ChaosChild : AskedProcess
{
    private ChaosChild(IEnumerable<string> arguments, string limits)
        : base("riskcluster.dll", arguments, limits)
    {
    }

    /// <summary>Starts one.</summary>
    /// <param name="arguments">The hidden command and its options.</param>
    /// <param name="limits">What the shell does before the process takes its place, such as limits on it.</param>
    public static ChaosChild Start(IEnumerable<string> arguments, string limits = "") => new(arguments, limits);

    /// <summary>Sends an update; null when the answer never came or was not an acknowledgement.</summary>
    public async Task<long?> Update(string stream, string key) => Number(await Ask("update", $"{stream} {key}"));

    /// <summary>Asks for a fenced read.</summary>
    public async Task<long?> Read(string stream) => Number(await Ask("read", stream));

    /// <summary>Asks a silo how it stands, in words; null when it does not answer.</summary>
    public Task<string?> Status() => Ask("status");

    private static long? Number(string? answer) => answer is null ? null : long.Parse(answer, CultureInfo.InvariantCulture);
}
