using System.IO.Compression;
using RiskCluster.Host.WebConsole;

namespace RiskCluster.Console.Tests;

/// <summary>An archive of files with the given names and texts, for as long as a test runs.</summary>
internal sealed class TemporaryArchive : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"riskcluster-console-{Guid.NewGuid():N}.zip");

    public static TemporaryArchive Of(params (string Name, string Text)[] files)
    {
        var archive = new TemporaryArchive();
        using var zip = ZipFile.Open(archive.path, ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }

        return archive;
    }

    public ConsoleArchive Read() => ConsoleArchive.Read(path);

    public void Dispose() => File.Delete(path);
}
