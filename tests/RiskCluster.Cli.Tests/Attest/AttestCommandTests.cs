using RiskCluster.Tests;

namespace RiskCluster.Cli.Tests.Attest;

public sealed class AttestCommandTests
{
    private const string Signer = "0xBB343c2D0599dceA99FAae1cA8Fc28A86eC5cC5b";
    private const string InTime = "1770307230000";
    private static readonly string Example = Path.Combine(SharedData.RepositoryRoot, "deploy/demo/attestation.json");

    [Fact]
    public void The_example_is_whole_and_its_figures_and_signers_are_shown()
    {
        var run = CommandRun.Of("attest", "verify", "--attestation", Example, "--at", InTime, "--signer", Signer.ToLowerInvariant());
        run.ExitCode.ShouldBe(0, run.Output);
        foreach (var part in new[] { "Margin of atlas/1", "12,179.891731", "106,970.948798", Signer, "0xEd84Fb9Ab3072649A5522e459F8E538F5B2a3eca", "chain 31337", "2026-02-05 16:01:00 UTC", "whole: signed, in its cycle, and not expired" })
            run.Output.ShouldContain(part);
    }

    [Fact]
    public void What_the_contracts_page_shows_works_as_it_stands_there()
    {
        var page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "deploy/contracts/README.md"));
        var line = page.Split('\n').Single(line => line.StartsWith("dotnet run --project src/RiskCluster.Cli -- ", StringComparison.Ordinal));
        CommandRun.Of([.. line.Split(" -- ")[1].Split(' ').Select(arg => arg.StartsWith("deploy/", StringComparison.Ordinal) ? Path.Combine(SharedData.RepositoryRoot, arg) : arg)]).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("\"equity_usd\": \"60061.750000\"", "\"equity_usd\": \"70061.75\"", "FAULT digest", "FAULT proof", "FAULT signatures[0]")]
    [InlineData("\"account\": \"atlas/1\"", "\"account\": \"atlas/2\"", "FAULT digest", "FAULT proof", "FAULT signatures[1]")]
    [InlineData("\"chain_id\": 31337", "\"chain_id\": 1", "FAULT digest", "FAULT signatures[0]")]
    [InlineData("\"index\": 0", "\"index\": 1", "FAULT proof")]
    [InlineData("\"v\": 27", "\"v\": 28", "FAULT signatures[0]")]
    [InlineData("\"expiry_ms\": 1770307260000", "\"expiry_ms\": 9223372036854775807", "FAULT digest", "expires", "9223372036854775807 ms")]
    [InlineData("riskcluster.attestation/1", "riskcluster.attestation/2", "FAULT format", "1 faults: rely on nothing of it")]
    public void A_changed_one_is_told_fault_by_fault(string before, string after, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Example);
        text.ShouldContain(before);
        var run = CommandRun.Of("attest", "verify", "--at", InTime, "--attestation", folder.Write("changed.json", text.Replace(before, after, StringComparison.Ordinal)));
        run.ExitCode.ShouldBe(CommandLine.Missed);
        foreach (var part in parts) run.Output.ShouldContain(part);
    }

    [Fact]
    public void An_old_one_and_one_of_strangers_are_missed()
    {
        var old = CommandRun.Of("attest", "verify", "--attestation", Example);
        (old.ExitCode, old.Output.Contains("FAULT attestation.expiry_ms: expired", StringComparison.Ordinal)).ShouldBe((CommandLine.Missed, true));
        var strange = CommandRun.Of("attest", "verify", "--attestation", Example, "--at", InTime, "--signer", "0x5FbDB2315678afecb367f032d93F642f64180aa3");
        (strange.ExitCode, strange.Output.Contains("FAULT signatures: none of 0x5FbDB2315678afecb367f032d93F642f64180aa3", StringComparison.Ordinal)).ShouldBe((CommandLine.Missed, true));
    }

    [Theory]
    [InlineData("{}", "missing")]
    [InlineData("[1", "$")]
    [InlineData("null", "null")]
    public void What_is_no_attestation_is_bad_input(string text, string part)
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of("attest", "verify", "--attestation", folder.Write("bad.json", text)).ShouldBeRefusedWith("bad.json", part);
    }

    [Fact]
    public void Bad_hexadecimal_digits_and_bad_signers_are_named()
    {
        using var folder = new TemporaryFolder();
        var broken = File.ReadAllText(Example).Replace("\"digest\": \"0x8d", "\"digest\": \"8d", StringComparison.Ordinal);
        CommandRun.Of("attest", "verify", "--attestation", folder.Write("broken.json", broken)).ShouldBeRefusedWith("broken.json", "$.digest", "is not 0x and 64 hexadecimal digits");
        CommandRun.Of("attest", "verify", "--attestation", Example, "--signer", "0x12").ShouldBeRefusedWith("--signer", "0x12", "40 hexadecimal digits");
        CommandRun.Of("attest", "verify", "--attestation", folder.File("absent.json")).ShouldBeRefusedWith("absent.json", "no such file");
    }
}
