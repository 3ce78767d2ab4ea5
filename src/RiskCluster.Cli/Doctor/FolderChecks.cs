using System.Globalization;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Configuration;
using RiskCluster.Journal;

namespace RiskCluster.Cli.Doctor;

/// <summary>The data folder: may it be written, is there space, and are its secrets secret.</summary>
internal static class FolderChecks
{
    private const long LeastBytes = 256L << 20;
    private const long FewBytes = 2L << 30;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private static readonly string[] Secrets = ["pepper", "issuer.pem", "checkpoint-key.pem"];

    /// <summary>Looks.</summary>
    public static IEnumerable<Diagnosis> Of(ServeOptions options)
    {
        var (write, folder) = Writable(options.Data);
        yield return write;
        if (folder is null) yield break;
        yield return Space(folder, new DriveInfo(folder).AvailableFreeSpace);
        yield return PepperOf(options);
        foreach (var file in Secrets.Select(name => Path.Combine(options.Data, name)).Where(File.Exists)) yield return Mode(file);
        if (File.Exists(Path.Combine(options.Data, Host.Running.KillSwitch.FileName)))
            yield return Diagnosis.Warn("folder.decisions", "decisions are paused, and will be after a start", "riskcluster admin decisions resume, once whoever paused them agrees");
    }

    /// <summary>The verdict on free space.</summary>
    internal static Diagnosis Space(string folder, long freeBytes)
    {
        var finding = string.Create(CultureInfo.InvariantCulture, $"{freeBytes / (double)(1L << 30):0.0} GiB free for {folder}");
        return freeBytes < LeastBytes ? Diagnosis.Fail("folder.space", finding, "make space: a full disk stops all writes until there is some")
            : freeBytes < FewBytes ? Diagnosis.Warn("folder.space", finding, "make space before a full disk stops all writes")
            : Diagnosis.Ok("folder.space", finding);
    }

    // Of a folder that is not there yet, the nearest that is.
    private static (Diagnosis Diagnosis, string? Folder) Writable(string data)
    {
        var folder = Path.GetFullPath(data);
        while (!Directory.Exists(folder) && !File.Exists(folder) && Path.GetDirectoryName(folder) is { } parent) folder = parent;
        if (File.Exists(folder)) return (Diagnosis.Fail("folder.write", $"{folder} is a file", "name a folder with --data"), null);
        var probe = Path.Combine(folder, $".write-probe-{Environment.ProcessId}");
        try
        {
            using (new FileStream(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose }))
            {
            }

            return (Diagnosis.Ok("folder.write", Directory.Exists(data) ? $"{data} can be written" : $"{data} is made at the first start"), folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (Diagnosis.Fail("folder.write", $"{folder} cannot be written", "give the server's user the folder, or name another with --data"), null);
        }
    }

    private static Diagnosis PepperOf(ServeOptions options)
    {
        const string check = "folder.pepper";
        var file = Path.Combine(options.Data, "pepper");
        var isShared = JournalFactory.PostgresConnection(options.JournalAddress) is not null;
        try
        {
            if (options.Pepper is { } said)
            {
                _ = Pepper.Parse(said);
                return Diagnosis.Ok(check, "from the settings");
            }

            if (File.Exists(file)) _ = Pepper.Parse(File.ReadAllText(file).Trim());
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
        {
            return Diagnosis.Fail(check, problem.Message, "put the pepper back from where it is kept: keys that were issued follow from it, and a new one makes all of them void");
        }

        if (isShared) return Diagnosis.Warn(check, "in the data folder, and the journal is a database that other processes can reach", "give every process the same as RiskCluster__Pepper: with another one it refuses the keys");
        return Diagnosis.Ok(check, File.Exists(file) ? $"in {file}; keep a copy where the journal's backups are not" : "is made at the first start");
    }

    private static Diagnosis Mode(string file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0
            ? Diagnosis.Fail("folder.secrets", $"{file} may be read by others", $"chmod 600 {file}, and issue keys anew if others were there")
            : Diagnosis.Ok("folder.secrets", $"{file} is its owner's alone");
}
