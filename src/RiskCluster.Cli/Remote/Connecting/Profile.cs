namespace RiskCluster.Cli.Remote.Connecting;

/// <summary>A server and who calls it, under a name.</summary>
/// <param name="Server">Its address, or several.</param>
/// <param name="Key">Id of a key.</param>
/// <param name="Secret">Its secret.</param>
/// <param name="Token">A person's token.</param>
internal sealed record Profile(IReadOnlyList<string> Server, string? Key = null, string? Secret = null, string? Token = null);
