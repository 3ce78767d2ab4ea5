using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Api;

/// <summary>The names in paths, checked before any actor is asked for: an actor of a bad name cannot be.</summary>
internal static class Names
{
    /// <summary>A venue, an owner, a source, a keeper.</summary>
    public static string Checked(string param, string name) => KeyName.IsValid(name) ? name : throw Refusals.Invalid("not_a_name", param, $"the name is not {KeyName.Rule}");

    /// <summary>An owner: a name, or the account that is its own owner, as <c>venue/account</c> with the slash escaped in paths.</summary>
    public static string Owner(string owner)
    {
        var plain = Uri.UnescapeDataString(owner);
        return KeyName.IsValidAccount(plain) ? plain : Checked("owner", plain);
    }

    /// <summary>An account of a venue, as <c>venue/account</c>.</summary>
    public static string Account(string venue, string account) => $"{Checked("venue", venue)}/{Checked("account", account)}";
}
