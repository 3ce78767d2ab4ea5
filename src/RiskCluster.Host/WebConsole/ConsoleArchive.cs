using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RiskCluster.Host.WebConsole;

/// <summary>The web console's files, read once from the archive that the build puts beside the program. A path is looked up and never opened, so that no path leads out of it.</summary>
internal sealed class ConsoleArchive
{
    /// <summary>Name of the archive beside the program.</summary>
    public const string FileName = "console.zip";

    private const string HashedFolder = "/assets/";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json",
        [".txt"] = "text/plain; charset=utf-8",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ConsoleFile> files;

    private ConsoleArchive(IEnumerable<KeyValuePair<string, ConsoleFile>> files) => this.files = files.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True when there is a page to show.</summary>
    public bool HasPage => files.ContainsKey("/");

    /// <summary>The console beside this program; without files where it was not built.</summary>
    public static ConsoleArchive BesideProgram() => Read(Path.Combine(AppContext.BaseDirectory, FileName));

    /// <summary>The console of an archive; without files when there is none.</summary>
    /// <exception cref="InvalidDataException">The archive is broken.</exception>
    public static ConsoleArchive Read(string path)
    {
        if (!File.Exists(path)) return new([]);
        using var archive = ZipFile.OpenRead(path);
        return new([.. archive.Entries.Where(entry => entry.Name.Length > 0).Select(Entry)]);
    }

    /// <summary>The file of a request's path; null when there is none.</summary>
    public ConsoleFile? Find(string path) => files.GetValueOrDefault(path);

    private static KeyValuePair<string, ConsoleFile> Entry(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(content);
        var plain = content.ToArray();
        var path = "/" + entry.FullName.Replace('\\', '/');
        var type = ContentTypes.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 16))}\"";
        return new(path == "/index.html" ? "/" : path, new(type, tag, path.StartsWith(HashedFolder, StringComparison.Ordinal), ImmutableCollectionsMarshal.AsImmutableArray(plain), Compressed(plain)));
    }

    private static ImmutableArray<byte> Compressed(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(plain);
        return ImmutableCollectionsMarshal.AsImmutableArray(target.ToArray());
    }
}
