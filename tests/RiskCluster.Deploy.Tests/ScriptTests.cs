using System.Runtime.Versioning;
using RiskCluster.Core.Turns;
using RiskCluster.Journal;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Deploy.Tests;

/// <summary>The scripts, run as an operator runs them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-scripts-").FullName;

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(folder, recursive: true);
    }

    [ProgramFact("sh")]
    public async Task A_backup_is_proven_old_ones_go_and_the_newest_restores()
    {
        var (journal, backups) = ($"sqlite:{At("journal.sqlite")}", At("backups"));
        await Write(journal);
        Directory.CreateDirectory(backups);
        foreach (var day in new[] { "20200101", "20200102" }) await File.WriteAllTextAsync(Path.Combine(backups, $"riskcluster-{day}T000000Z.backup"), "old");
        var (code, output, error) = Script("backup.sh", journal, backups, "2");
        code.ShouldBe(0, output + error);
        var kept = Directory.GetFiles(backups).Order(StringComparer.Ordinal).ToList();
        kept.Count.ShouldBe(2, "the oldest went");
        kept[0].ShouldEndWith("riskcluster-20200102T000000Z.backup");
        output.ShouldContain(kept[1]);

        var fresh = $"sqlite:{At("fresh.sqlite")}";
        var restored = Script("restore.sh", kept[1], fresh);
        restored.Code.ShouldBe(0, restored.Error);
        restored.Output.ShouldContain("1 streams, 1 events");
        restored.Output.ShouldContain("whole and unchanged");
        Script("restore.sh", kept[1], fresh).Code.ShouldBe(2, "it is not empty");
        Script("restore.sh", kept[0], $"sqlite:{At("other.sqlite")}").Code.ShouldBe(2, "it is no backup");
    }

    [ProgramFact("sh")]
    public void A_backup_that_fails_leaves_what_was_there()
    {
        var backups = At("backups");
        Directory.CreateDirectory(backups);
        var old = Path.Combine(backups, "riskcluster-20200101T000000Z.backup");
        File.WriteAllText(old, "old");
        Script("backup.sh", $"sqlite:{At("none.sqlite")}", backups, "1").Code.ShouldBe(2);
        Directory.GetFiles(backups).ShouldBe([old]);
        foreach (var arguments in new[] { new[] { "a" }, ["a", "b", "0"], ["a", "b", "many"] }) Script("backup.sh", arguments).Code.ShouldBe(2);
        Script("restore.sh", "a").Code.ShouldBe(2);
    }

    [ProgramFact("sh")]
    public void Secrets_are_made_once()
    {
        File.Copy(Path.Combine(OperatorTools.Deploy, "secrets.sh"), At("secrets.sh"));
        OperatorTools.Run("sh", [At("secrets.sh")]).Code.ShouldBe(0);
        var first = Read();
        first[".env"].ShouldMatch("^RISKCLUSTER_PEPPER=[0-9a-f]{64}\n$");
        first["postgres-password"].ShouldMatch("^[0-9a-f]{64}$");
        first["pgpass"].ShouldBe($"postgres:5432:*:riskcluster:{first["postgres-password"]}\n");
        first["grafana-password"].ShouldNotBe(first["postgres-password"]);
        File.GetUnixFileMode(At(".env")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(At("secrets")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        OperatorTools.Run("sh", [At("secrets.sh")]).Code.ShouldBe(0);
        Read().ShouldBe(first);
        var compose = Yaml.Documents(File.ReadAllText(Path.Combine(OperatorTools.Deploy, "compose.yaml"))).Single();
        compose["secrets"]!.AsObject().Select(secret => secret.Key).ShouldBe(first.Keys.Except([".env"]), ignoreOrder: true);
    }

    private Dictionary<string, string> Read() => Directory.GetFiles(At("secrets")).Append(At(".env")).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);

    private (int Code, string Output, string Error) Script(string name, params string[] arguments)
    {
        var shim = At("riskcluster");
        File.WriteAllText(shim, $"#!/bin/sh\nexec '{Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"}' '{typeof(Cli.CommandLine).Assembly.Location}' \"$@\"\n");
        File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return OperatorTools.Run("sh", [Path.Combine(OperatorTools.Deploy, name), .. arguments], new Dictionary<string, string> { ["RISKCLUSTER"] = shim });
    }

    private static async Task Write(string address)
    {
        await using var journal = await JournalFactory.Open(address, default);
        var head = (await journal.TakeOver("note", default)).Head;
        var item = new JournalRecord(1, head.Epoch, MessageId.Keyed("test", "1"), [1], 1, """{"type":"tried"}"""u8.ToArray(), null, []);
        item = item with { Hash = HashChain.Next(HashChain.Start("note"), item) };
        (await journal.Append(new("note", head.Epoch, 0, [item]), default)).ShouldBe(AppendOutcome.Appended);
    }

    private string At(string name) => Path.Combine(folder, name);
}
