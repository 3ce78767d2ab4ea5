using System.CommandLine;
using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Cli.Remote.Connecting;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster attest get</c>: a signed margin from a server, as the file that <c>attest verify</c> reads.</summary>
internal static class AttestGetCommand
{
    private static readonly Option<long> ChainId = new("--chain-id") { Description = "The chain of the contract that shall take it.", Required = true };
    private static readonly Option<string> Contract = new("--contract") { Description = "The address of that contract.", Required = true };
    private static readonly Option<string?> Out = new("--out") { Description = "A file instead of the output.", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public static Command Create() => RemoteCall.Command("get", "A signed margin from a server.", Run, RemoteArguments.Venue, RemoteArguments.Account, ChainId, Contract, Out);

    private static async Task Run(RemoteCall call)
    {
        var attestation = await call.Api.Attestations.Account(call.Value(RemoteArguments.Venue), call.Value(RemoteArguments.Account), call.Value(ChainId), call.Needed(Contract), call.Cancellation);
        if (call.Value(Out) is { } file) OutputFile.Write((file, JsonSerializer.SerializeToUtf8Bytes(attestation)));
        else await call.Output.WriteLineAsync(attestation.GetRawText());
    }
}
