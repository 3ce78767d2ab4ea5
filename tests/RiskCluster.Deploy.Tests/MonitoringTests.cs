namespace RiskCluster.Deploy.Tests;

/// <summary>The configuration of Prometheus and Alertmanager, as their own programs judge it.</summary>
public sealed class MonitoringTests
{
    [ProgramFact("promtool")]
    public void Prometheus_reads_its_configuration()
    {
        var (code, output, error) = OperatorTools.Run("promtool", ["check", "config", Path.Combine(OperatorTools.Deploy, "prometheus", "prometheus.yaml")]);
        code.ShouldBe(0, output + error);
    }

    [ProgramFact("amtool")]
    public void Alertmanager_reads_its_configuration()
    {
        var (code, output, error) = OperatorTools.Run("amtool", ["check-config", Path.Combine(OperatorTools.Deploy, "alertmanager", "alertmanager.yaml")]);
        code.ShouldBe(0, output + error);
    }

    [Fact]
    public void Prometheus_scrapes_every_service_of_the_compose_file_that_serves()
    {
        var compose = Yaml.Documents(File.ReadAllText(Path.Combine(OperatorTools.Deploy, "compose.yaml"))).Single();
        var serving = compose["services"]!.AsObject().Where(service => (string)service.Value!["image"]! == "riskcluster" && service.Key != "migrations").Select(service => service.Key);
        var prometheus = Yaml.Documents(File.ReadAllText(Path.Combine(OperatorTools.Deploy, "prometheus", "prometheus.yaml"))).Single();
        prometheus.Items("scrape_configs/0/dns_sd_configs/0/names").Select(name => (string)name!).ShouldBe(serving);
    }
}
