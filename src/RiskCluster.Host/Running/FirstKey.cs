using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Keys;

namespace RiskCluster.Host.Running;

/// <summary>The operator's key that a fresh data folder begins with. It is told once, on the console and nowhere else.</summary>
internal static class FirstKey
{
    /// <summary>Issues and tells it where there is no key yet.</summary>
    public static async Task Give(LiveNode node, KeyDirectory keys, TextWriter console, CancellationToken cancellation)
    {
        if ((await node.Access.Keys(cancellation)).Count > 0) return;
        var key = await keys.Issue(KeyHolderKind.Admin, "root", [Scope.Admin], cancellation);
        await console.WriteLineAsync($"The operator's key, shown once: key_id={key.KeyId} secret={key.Secret}");
        await console.FlushAsync(cancellation);
    }
}
