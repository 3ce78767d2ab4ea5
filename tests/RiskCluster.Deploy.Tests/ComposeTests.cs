using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RiskCluster.Deploy.Tests;

/// <summary>The compose file: what its specification says, and what it does not.</summary>
public sealed partial class ComposeTests
{
    private static readonly string FilePath = Path.Combine(OperatorTools.Deploy, "compose.yaml");
    private static readonly JsonObject Compose = Yaml.Documents(File.ReadAllText(FilePath)).Single();
    private static readonly Dictionary<string, JsonNode> Services = Compose["services"]!.AsObject().ToDictionary(service => service.Key, service => service.Value!);
    private static readonly List<string> Ours = [.. Services.Where(service => (string)service.Value["image"]! == "riskcluster").Select(service => service.Key)];

    [HelmFact]
    public void It_keeps_to_the_compose_specification()
    {
        OperatorTools.Problems("compose", [FilePath]).ShouldBeEmpty();
        var wrong = Path.GetTempFileName();
        try
        {
            File.WriteAllText(wrong, File.ReadAllText(FilePath).Replace("depends_on:", "depend_on:", StringComparison.Ordinal));
            OperatorTools.Problems("compose", [wrong]).ShouldContain(problem => problem.Contains("depend_on"));
        }
        finally
        {
            File.Delete(wrong);
        }
    }

    [Fact]
    public void It_has_the_database_a_server_three_silos_and_what_watches_them()
    {
        Services.Keys.ShouldBe(["postgres", "migrations", "server", "silo-1", "silo-2", "silo-3", "prometheus", "alertmanager", "grafana"]);
        Ours.ShouldBe(["migrations", "server", "silo-1", "silo-2", "silo-3"]);
        Services.Where(service => service.Value["profiles"] is not null).Select(service => service.Key).ShouldBe(["silo-1", "silo-2", "silo-3"]);
    }

    [Fact]
    public void Images_of_others_are_pinned() =>
        Services.Where(service => !Ours.Contains(service.Key)).ShouldAllBe(service => Pinned().IsMatch((string)service.Value["image"]!));

    [Fact]
    public void Ours_run_without_rights_on_a_root_that_cannot_be_written()
    {
        foreach (var service in Ours.Select(name => Services[name]))
        {
            ((bool?)service["read_only"]).ShouldBe(true);
            ((string?)service["user"]).ShouldBe("1654:1654");
            service.Items("cap_drop").Select(item => (string)item!).ShouldBe(["ALL"]);
        }

        Services.Values.ShouldAllBe(service => service["privileged"] == null && service["network_mode"] == null && service.Items("security_opt").Any(item => (string)item! == "no-new-privileges:true"));
    }

    [Fact]
    public void Every_name_is_defined()
    {
        foreach (var (name, service) in Services)
        {
            foreach (var secret in service.Items("secrets")) Compose["secrets"]![(string)secret!].ShouldNotBeNull(name);
            foreach (var network in service.Items("networks")) Compose["networks"]!.AsObject().ContainsKey((string)network!).ShouldBeTrue(name);
            foreach (var volume in service.Items("volumes").Select(item => ((string)item!).Split(':')[0]))
            {
                if (!volume.StartsWith('.')) Compose["volumes"]!.AsObject().ContainsKey(volume).ShouldBeTrue(volume);
                else Directory.Exists(Path.Combine(OperatorTools.Deploy, volume)).ShouldBeTrue(volume);
            }

            foreach (var (other, _) in service["depends_on"]?.AsObject() ?? []) Services.ShouldContainKey(other);
        }

        File.Exists(Path.Combine(OperatorTools.Deploy, (string)Services["migrations"].At("build/context")!, (string)Services["migrations"].At("build/dockerfile")!)).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_reached_from_other_machines_and_nothing_secret_stands_here()
    {
        Services.Values.SelectMany(service => service.Items("ports")).ShouldAllBe(port => ((string)port!).StartsWith("127.0.0.1:"));
        Services.SelectMany(service => service.Value.Items("ports")).Select(port => ((string)port!).Split(':')[1]).ShouldBeUnique();
        ((bool?)Compose.At("networks/inside/internal")).ShouldBe(true);
        Services["postgres"].Items("networks").Select(item => (string)item!).ShouldBe(["inside"]);
        File.ReadAllText(FilePath).ShouldNotContain("Password=");
    }

    [Fact]
    public void Settings_and_commands_are_those_of_the_program()
    {
        foreach (var service in Ours.Select(name => Services[name]))
        {
            Settings.ShouldBeKnown(service["environment"]!.AsObject().Select(variable => variable.Key));
            if (service["command"] is not null) Settings.ShouldBeACommand(service.Items("command").Select(word => (string)word!));
            var health = service.Items("healthcheck/test").Select(word => (string)word!).ToList();
            if (health.Count == 0) continue;
            health.Take(2).ShouldBe(["CMD", "/app/riskcluster"]);
            Settings.ShouldBeACommand(health.Skip(2));
        }
    }

    // A version, and not a name that means another image tomorrow.
    [GeneratedRegex(@":v?\d+(\.\d+){0,2}$")]
    private static partial Regex Pinned();
}
