using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Configuration;

/// <summary>The settings of <c>serve</c>: section <c>RiskCluster</c> of appsettings.json, environment variables <c>RiskCluster__Name</c>, or the command line.</summary>
public sealed record ServeOptions
{
    /// <summary>Where it listens. Default: loopback only.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Folder of what the process keeps: the journal file, and the secret that keys are made of.</summary>
    public string Data { get; init; } = ".riskcluster";

    /// <summary><c>sqlite:PATH</c> or <c>postgres:CONNECTION</c>; null for a file in <see cref="Data"/>.</summary>
    public string? Journal { get; init; }

    /// <summary>Which engine hosts the actors.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Embedded;

    /// <summary>Name of the margin model to establish at the first start.</summary>
    public string Model { get; init; } = "riskcluster-1";

    /// <summary>Who governs the model that is established at the first start; at least 2.</summary>
    public IReadOnlyList<string> Governors { get; init; } = ["ada", "grace", "hypatia"];

    /// <summary>Daily closes that models are calibrated on; null for those that come with the product.</summary>
    public string? History { get; init; }

    /// <summary>The server's name, which machines sign for, so that a request to one server is of no use at another.</summary>
    public string Audience { get; init; } = "riskcluster";

    /// <summary>The journal's address.</summary>
    public string JournalAddress => Journal ?? $"sqlite:{Path.Combine(Data, "riskcluster.sqlite")}";

    /// <summary>The first setting outside its bounds, with its rule; null when there is none.</summary>
    public (string Setting, string Rule)? FirstFault()
    {
        if (string.IsNullOrWhiteSpace(Urls)) return ("Urls", "names at least one address");
        if (string.IsNullOrWhiteSpace(Data)) return ("Data", "names a folder");
        if (string.IsNullOrWhiteSpace(Model)) return ("Model", "names a model");
        if (!KeyName.IsValid(Audience)) return ("Audience", $"is {KeyName.Rule}");
        return Governors.Count < 2 ? ("Governors", "are at least 2, as nobody approves his own proposal") : null;
    }
}
