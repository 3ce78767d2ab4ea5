using System.CommandLine;
using System.Text;
using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Core.Attestation;
using RiskCluster.Core.Json;

namespace RiskCluster.Cli.Attest;

/// <summary><c>riskcluster attest verify</c>: checks a printed attestation with nothing but itself; exit code 1 when something is wrong.</summary>
internal static class AttestCommand
{
    private static readonly Option<string> Attestation = new("--attestation") { Description = "The attestation, JSON as the engine printed it.", Required = true };
    private static readonly Option<string[]> Signer = new("--signer") { Description = "An address of whom one must have signed; may come several times. Without it whoever reads judges the signers." };
    private static readonly Option<long?> At = new("--at") { Description = "The time to check it for, unix milliseconds; now when it is left out." };

    /// <summary>The command with its subcommand.</summary>
    public static Command Create()
    {
        var verify = new Command("verify", "Recompute what was signed, recover who signed it, and follow the account to the root of its margin cycle.") { Attestation, Signer, At };
        verify.SetAction(Run);
        return new("attest", "Check signed margins.") { verify };
    }

    private static int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(Attestation);
        var signers = (parsed.GetValue(Signer) ?? []).Select(Address).ToArray();
        var attestation = Read(file);
        var check = AttestationCheck.Of(attestation, parsed.GetValue(At) ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), signers);
        var output = parsed.InvocationConfiguration.Output;
        Write(output, attestation, check);
        foreach (var fault in check.Faults) output.WriteLine($"FAULT {fault}");
        output.WriteLine(check.Faults.IsEmpty ? "whole: signed, in its cycle, and not expired" : $"{check.Faults.Length} faults: rely on nothing of it");
        return check.Faults.IsEmpty ? 0 : CommandLine.Missed;
    }

    private static void Write(TextWriter output, SignedAttestation attestation, AttestationCheck check)
    {
        var margin = attestation.Attestation.Margin;
        var table = Terminal.Table($"Margin of {margin.Account}, {Time(margin.TimestampMs)}", "figure", "#value");
        Terminal.Row(table, "owner", margin.Owner);
        Terminal.Row(table, "status", margin.Status.ToString().ToLowerInvariant());
        Terminal.Row(table, "initial margin, USD", Usd(margin.InitialMarginUsd));
        Terminal.Row(table, "maintenance margin, USD", Usd(margin.MaintenanceMarginUsd));
        Terminal.Row(table, "equity, USD", Usd(margin.EquityUsd));
        Terminal.Row(table, "owner's excess over initial margin, USD", Usd(margin.OwnerInitialExcessUsd));
        Terminal.Row(table, "owner's excess over maintenance margin, USD", Usd(margin.OwnerMaintenanceExcessUsd));
        Terminal.Row(table, "Universal Risk Units", Usd(margin.RiskUnits));
        Terminal.Row(table, "market, position, parameters", FormattableString.Invariant($"{margin.MarketSeq}, {margin.PositionSeq}, {margin.ParametersVersion}"));
        Terminal.Row(table, "model", margin.ModelHash.ToString());
        Terminal.Row(table, "cycle", FormattableString.Invariant($"{attestation.Attestation.CycleRoot}, place {attestation.Proof.Index}"));
        Terminal.Row(table, "for", FormattableString.Invariant($"chain {attestation.Domain.ChainId}, contract {attestation.Domain.VerifyingContract}"));
        Terminal.Row(table, "expires", Time(attestation.Attestation.ExpiryMs));
        foreach (var signer in check.Signers) Terminal.Row(table, "signed by", signer.ToString());
        Terminal.On(output).Write(table);
    }

    private static SignedAttestation Read(string file)
    {
        try
        {
            return CoreJson.Read<SignedAttestation>(Encoding.UTF8.GetBytes(InputFile.ReadText(file)));
        }
        catch (JsonException problem)
        {
            throw new InputException(file, problem.Path ?? "$", problem.InnerException is FormatException cause ? cause.Message : StrictJson.FirstSentence(problem.Message));
        }
    }

    private static EthereumAddress Address(string text) => EthereumAddress.TryParse(text, null, out var address) ? address : throw new InputException("--signer", text, "is not 0x and 40 hexadecimal digits, in one case or with the checksum of EIP-55");

    private static string Usd(decimal usd) => usd.ToString("#,##0.######", System.Globalization.CultureInfo.InvariantCulture);

    // Any number may stand in a file that is yet to be checked.
    private static string Time(long unixMs) =>
        unixMs is >= 0 and <= 253_402_300_799_999 ? FormattableString.Invariant($"{DateTimeOffset.FromUnixTimeMilliseconds(unixMs):yyyy-MM-dd HH:mm:ss} UTC") : FormattableString.Invariant($"{unixMs} ms");
}
