using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Golden;

/// <summary>The golden files in the source tree. While the file RECORD stands among them, figures are written instead of checked, and every golden test fails so that nobody leaves it there.</summary>
internal static class GoldenFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Root = Path.Combine(SharedData.RepositoryRoot, "tests", "RiskCluster.Cli.Tests", "Golden");

    public static bool IsRecording { get; } = File.Exists(Path.Combine(Root, "RECORD"));

    /// <summary>The files of a folder, without their extension, in order.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(FileOf(name)), documentOptions: new() { AllowDuplicateProperties = false })!.AsObject();

    public static void Write(string name, JsonObject content) => File.WriteAllText(FileOf(name), content.ToJsonString(Indented) + "\n");

    public static void Delete(string name) => File.Delete(FileOf(name));

    /// <summary>Ends a test that has recorded.</summary>
    public static void FailAsRecorded(string name) => Assert.Fail($"{name} is recorded; look at the difference, remove tests/RiskCluster.Cli.Tests/Golden/RECORD and run again");

    private static string FileOf(string name) => Path.Combine(Root, name + ".json");
}
