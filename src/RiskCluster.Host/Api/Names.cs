using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Api;

/// <summary>The names in paths, checked before any actor is asked for: an actor of a bad name cannot be.</summary>
internal static class Names
{
    /// <summary>A venue, an owner, a source, a keeper.</summary>
    public static string Checked(string param, string name) => KeyName.IsValid(name) ? name : throw Refusals.Invalid("not_a_name", param, $"the name is not {KeyName.Rule}");

    /// <summary>An account of a venue, as <c>venue/account</c>.</summary>
    public static string Account(string venue, string account) => $"{Checked("venue", venue)}/{Checked("account", account)}";
}
