using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Risk.Regimes;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Margin;

/// <summary>A margin model as data: which scenarios, how they are calibrated, and how losses become a requirement. Immutable.</summary>
/// <remarks>
/// Parsed from JSON in which every member is required, unknown members are refused and every value has bounds, so that a document which parses is one
/// the engine can run. Two documents with equal values have equal <see cref="ContentHash"/>.
/// </remarks>
public sealed class RiskModel
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private RiskModel(RiskModelNode node)
    {
        Name = node.Text("name");
        Version = node.Version("version");
        Grid = node.Object("grid", RiskModelGrid.Read);
        Tails = node.Objects("tails", minimalCount: 0, RiskModelTail.Read);
        VolShockScaling = node.Object("vol_shock_scaling", ReadScaling);
        Skew = node.Object("skew", RiskModelSkew.Read);
        Term = node.Object("term", RiskModelTerm.Read);
        Joint = node.Object("joint", RiskModelJoint.Read);
        Historical = node.Object("historical", RiskModelHistorical.Read);
        Calibration = node.Object("calibration", RiskModelCalibration.Read);
        Regimes = node.ObjectOrNone("regimes", RegimeRules.Read);
        Requirement = node.Object("requirement", RiskModelRequirement.Read) with
        {
            Contingencies = node.Object("contingencies", RiskModelContingencies.Read),
            Unwind = node.Object("unwind", RiskModelUnwind.Read),
            Collateral = node.Object("collateral", RiskModelCollateral.Read),
        };
        Allocation = node.Object("allocation", RiskModelAllocation.Read);
        Baselines = node.Object("baselines", RiskModelBaselines.Read);
    }

    /// <summary>What governance calls it, such as <c>riskcluster-1</c>.</summary>
    public string Name { get; }

    /// <summary>Semantic version, such as 1.1.0: rises with each approved change.</summary>
    public string Version { get; }

    /// <summary>SHA-256 of the document's canonical JSON, 64 lower-case hexadecimal digits.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>The document's canonical JSON: members by ordinal name, shortest numbers, no white space. What <see cref="ContentHash"/> is the hash of.</summary>
    public string CanonicalText { get; private set; } = "";

    /// <summary>Price and vol moves (SCN-1).</summary>
    public RiskModelGrid Grid { get; }

    /// <summary>Far moves (SCN-2).</summary>
    public ImmutableArray<RiskModelTail> Tails { get; }

    /// <summary>How vol shocks scale with maturity (SCN-1).</summary>
    public VolShockScaling VolShockScaling { get; }

    /// <summary>Rotation of the smiles' wings (SCN-3).</summary>
    public RiskModelSkew Skew { get; }

    /// <summary>Front against back expiries (SCN-3).</summary>
    public RiskModelTerm Term { get; }

    /// <summary>Joint moves (SCN-4).</summary>
    public RiskModelJoint Joint { get; }

    /// <summary>Filtered historical moves (SCN-5).</summary>
    public RiskModelHistorical Historical { get; }

    /// <summary>Price ranges (CAL-2).</summary>
    public RiskModelCalibration Calibration { get; }

    /// <summary>How regimes move shocks (CAL-3); null when the document has no such section, and then they do not.</summary>
    public RegimeRules? Regimes { get; }

    /// <summary>From losses to margins (MRG-3, MRG-6), with the sections of contingencies (MRG-4), unwind cost (MRG-5) and collateral (MRG-7, COL-1).</summary>
    public RiskModelRequirement Requirement { get; }

    /// <summary>How the requirement is split back to venues (MRG-8).</summary>
    public RiskModelAllocation Allocation { get; }

    /// <summary>Other rules shown beside the margin (MRG-9).</summary>
    public RiskModelBaselines Baselines { get; }

    /// <summary>Reads a model document.</summary>
    /// <exception cref="RiskModelException">Not JSON, or a value that is missing, unknown or outside its bounds; names its JSON path and the rule.</exception>
    public static RiskModel Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new RiskModelException("$", $"is not JSON: {problem.Message}");
        }
    }

    /// <summary>A model that comes with the engine.</summary>
    /// <param name="name">Such as <c>riskcluster-1</c>.</param>
    /// <exception cref="ArgumentException">No model of that name comes with the engine.</exception>
    public static RiskModel Load(string name)
    {
        using var resource = typeof(RiskModel).Assembly.GetManifestResourceStream($"{name}.json")
            ?? throw new ArgumentException($"no model '{name}' comes with the engine", nameof(name));
        using var document = JsonDocument.Parse(resource, Strict);
        return Read(document.RootElement);
    }

    /// <summary>The JSON Schema of the documents that <see cref="Parse"/> accepts.</summary>
    internal static JsonObject Describe() => RiskModelNode.Describe(node => new RiskModel(node));

    private static RiskModel Read(JsonElement root)
    {
        // The hash comes last, because only then is every number of the document known to be finite.
        var model = RiskModelNode.Read(root, "$", node => new RiskModel(node));
        var canonical = CanonicalJson.Utf8(root);
        model.CanonicalText = Encoding.UTF8.GetString(canonical);
        model.ContentHash = Convert.ToHexStringLower(SHA256.HashData(canonical));
        return model;
    }

    private static VolShockScaling ReadScaling(RiskModelNode node) => new(
        node.Number("short_power", Interval.Closed(0, 2)),
        node.Number("long_power", Interval.Closed(0, 2)),
        node.Number("floor_days", Interval.AboveUpTo(0, 365)));
}
