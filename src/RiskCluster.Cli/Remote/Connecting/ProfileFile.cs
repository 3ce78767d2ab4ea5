using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Contracts;

namespace RiskCluster.Cli.Remote.Connecting;

/// <summary>The profiles of a user, <c>~/.config/riskcluster/profile.json</c>: nobody else may read the file.</summary>
/// <param name="Default">Whose name is meant when none is said.</param>
/// <param name="Profiles">By name.</param>
internal sealed record ProfileFile(string? Default, IReadOnlyDictionary<string, Profile> Profiles)
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    /// <summary>Where it is.</summary>
    public static string Path
    {
        get
        {
            var config = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder
                ? folder
                : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".config");
            return System.IO.Path.Combine(config, "riskcluster", "profile.json");
        }
    }

    /// <summary>Reads it; empty where there is none.</summary>
    /// <exception cref="InputException">It is not a profile file.</exception>
    public static ProfileFile Read()
    {
        try
        {
            return File.Exists(Path) ? JsonSerializer.Deserialize<ProfileFile>(File.ReadAllBytes(Path), ApiJson.Options) ?? throw new JsonException("it is null") : new(null, new Dictionary<string, Profile>());
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(Path, (problem as JsonException)?.Path ?? "", "is not a file of profiles");
        }
    }

    /// <summary>The profile of a name, or the default one.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public Profile? Find(string? name)
    {
        if (name is null && Default is null) return null;
        return Profiles.TryGetValue(name ?? Default!, out var profile) ? profile : throw new InputException("--as", "", $"there is no profile '{name ?? Default}' in {Path}");
    }

    /// <summary>Keeps a profile; the first becomes the default.</summary>
    public static void Save(string name, Profile profile)
    {
        if (!Core.Turns.KeyName.IsValid(name)) throw new InputException("--save", "", $"a profile's name is {Core.Turns.KeyName.Rule}");
        var before = Read();
        var after = new ProfileFile(before.Default ?? name, new SortedDictionary<string, Profile>(before.Profiles.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [name] = profile });
        try
        {
            Write(JsonSerializer.SerializeToUtf8Bytes(after, Indented));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(Path, "", "cannot be written");
        }
    }

    // Under its final rights from its first byte on, and in its place whole or not at all.
    private static void Write(byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var temporary = $"{Path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options)) stream.Write(bytes);
        File.Move(temporary, Path, overwrite: true);
    }
}
