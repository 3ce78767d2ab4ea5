using System.IO.Compression;
using RiskCluster.Risk.Calibration;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Host.Running;

/// <summary>The daily closes that models are calibrated on, as a file, gzip'd or plain.</summary>
internal static class CloseHistory
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "demo", "history", "daily.history.json.gz");

    /// <summary>Reads a history; without a path the one that comes with the product.</summary>
    /// <exception cref="FormatException">Not a history: names the place.</exception>
    /// <exception cref="IOException">Not there, or not readable.</exception>
    public static DailyHistory Read(string? path)
    {
        using var file = File.OpenRead(path ?? Shipped);
        var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using var text = new StreamReader(isPacked ? new GZipStream(file, CompressionMode.Decompress) : file);
        return HistoryDocument.Parse(text.ReadToEnd());
    }
}
