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

    /// <summary>Writes one file piece by piece.</summary>
    /// <exception cref="InputException">The place cannot be written; what was there before is still there.</exception>
    public static async Task<T> Write<T>(string path, Func<Stream, Task<T>> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            T result;
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write)) result = await write(stream);
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
