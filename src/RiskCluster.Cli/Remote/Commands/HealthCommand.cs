using System.CommandLine;
using RiskCluster.Cli.Remote.Connecting;
using RiskCluster.Client;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster health</c>: whether a server takes calls, and what it is.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly Option<double> Wait = new("--wait") { Description = "Seconds to wait until it does." };

    /// <summary>The command.</summary>
    public static Command Create() => RemoteCall.Command("health", "Whether a server takes calls, and what it is.", Run, Wait);

    private static async Task Run(RemoteCall call)
    {
        var until = DateTime.UtcNow.AddSeconds(call.Value(Wait));
        while (!await call.Api.IsReady(call.Cancellation))
        {
            if (DateTime.UtcNow >= until) throw new ServerUnreachableException($"{string.Join(", ", call.Addresses())} is not ready", null);
            await Task.Delay(LookEvery, call.Cancellation);
        }

        call.Show("Ready", await call.Api.Version(call.Cancellation));
    }
}
