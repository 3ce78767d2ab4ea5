using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Output;

/// <summary>Writes files whole or not at all: under temporary names first, then renamed, so that a full disk leaves no half of a set.</summary>
internal static class OutputFile
{
    /// <summary>Writes all of them; folders are made when absent.</summary>
    /// <exception cref="InputException">A place cannot be written; what was there before is still there.</exception>
    public static void Write(params IEnumerable<(string Path, byte[] Bytes)> files)
    {
        var staged = new List<(string Temporary, string Final)>();
        foreach (var (path, bytes) in files)
        {
            var temporary = $"{path}.{Environment.ProcessId}.tmp";
            staged.Add((temporary, path));
            Try(path, staged, () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                File.WriteAllBytes(temporary, bytes);
            });
        }

        foreach (var (temporary, final) in staged) Try(final, staged, () => File.Move(temporary, final, overwrite: true));
    }

    /// <summary>Writes one file piece by piece; it is on the disk when it appears.</summary>
    /// <param name="path">Where.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="ownerOnly">Whether nobody else may read it.</param>
    /// <exception cref="InputException">The place cannot be written; what was there before is still there.</exception>
    public static async Task<T> Write<T>(string path, Func<Stream, Task<T>> write, bool ownerOnly = false)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            T result;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (ownerOnly && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var stream = new FileStream(temporary, options))
            {
                result = await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return result;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", "cannot be written");
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    private static void Try(string path, List<(string Temporary, string Final)> staged, Action write)
    {
        try
        {
            write();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            foreach (var (temporary, _) in staged.Where(file => File.Exists(file.Temporary))) File.Delete(temporary);
            throw new InputException(path, "", "cannot be written");
        }
    }
}
