using System.Text.Json.Nodes;

namespace RiskCluster.Deploy.Tests;

/// <summary>The chart with every set of values under both majors of helm, rendered once.</summary>
public sealed class RenderedCharts : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-charts-").FullName;
    private readonly Lazy<IReadOnlyDictionary<(int Major, string Set), string>> files;

    public RenderedCharts() => files = new(Render);

    /// <summary>The rendered files.</summary>
    public IReadOnlyDictionary<(int Major, string Set), string> Files => files.Value;

    /// <summary>The objects of a set.</summary>
    public IReadOnlyList<JsonObject> Objects(string set, int major = 3) => Yaml.Documents(File.ReadAllText(Files[(major, set)]));

    /// <summary>The objects of a kind.</summary>
    public IReadOnlyList<JsonObject> Objects(string set, string kind) => [.. Objects(set).Where(item => (string?)item["kind"] == kind)];

    /// <summary>The one object of a kind.</summary>
    public JsonObject Only(string set, string kind) => Objects(set, kind).ShouldHaveSingleItem();

    /// <summary>The pods that a set makes, by the name of their maker.</summary>
    public IReadOnlyList<(string Name, JsonNode Spec)> Pods(string set) =>
        [.. Objects(set).Where(item => item.At("spec/template/spec/containers") is not null).Select(item => ((string)item.At("metadata/name")!, item.At("spec/template/spec")!))];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Dictionary<(int Major, string Set), string> Render()
    {
        var rendered = new Dictionary<(int Major, string Set), string>();
        foreach (var major in OperatorTools.Majors)
        {
            foreach (var set in OperatorTools.ValueSets)
            {
                var (code, output, error) = OperatorTools.Helm(major, "template", "prod", OperatorTools.Chart, "--namespace", "risk", "--values", OperatorTools.ValuesFile(set));
                code.ShouldBe(0, $"helm {major}, {set}: {error}");
                var file = Path.Combine(folder, $"{set}-{major}.yaml");
                File.WriteAllText(file, output);
                rendered.Add((major, set), file);
            }
        }

        return rendered;
    }
}
