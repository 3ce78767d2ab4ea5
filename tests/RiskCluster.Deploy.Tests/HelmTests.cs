using System.Text.Json.Nodes;
using RiskCluster.Tests;

namespace RiskCluster.Deploy.Tests;

/// <summary>The chart under both majors of helm: lint, rendering, refusal of bad values, and objects that Kubernetes knows.</summary>
public sealed class HelmTests(RenderedCharts charts) : IClassFixture<RenderedCharts>
{
    /// <summary>Values that are refused, and a word of why. Each breaks one rule.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "replicaCount=two", "replicaCount" },
        { "replicaCount=0", "replicaCount" },
        { "replicas=3", "replicas" },
        { "image.name=x", "name" },
        { "image.digest=sha256:abc", "digest" },
        { "image.pullPolicy=Sometimes", "pullPolicy" },
        { "engine=akka", "engine" },
        { "journal.kind=mysql", "kind" },
        { "journal.password=x", "password" },
        { "secrets.pepper.value=x", "value" },
        { "secrets.journal.key=", "key" },
        { "persistence.size=ten", "size" },
        { "service.port=0", "port" },
        { "service.port=http", "port" },
        { "settings.governors={ada}", "governors" },
        { "drainSeconds=1", "drainSeconds" },
        { "networkPolicy.apiFrom[0].everybody=true", "everybody" },
        { "extraEnv[0].name=A", "extraEnv" },
        { "monitoring.serviceMonitor.interval=fast", "interval" },
        { "tls.secretName=Not_A_Name", "secretName" },
        // One process is one process, and silos share one database and one pepper.
        { "replicaCount=2", "replicaCount" },
        { "autoscaling.enabled=true", "enabled" },
        { "journal.kind=postgres", "name" },
        { "engine=orleans,replicaCount=3", "kind" },
        { "engine=orleans,replicaCount=3,journal.kind=postgres,secrets.journal.name=j", "pepper" },
        { "engine=orleans,replicaCount=1,journal.kind=postgres,secrets.journal.name=j,secrets.pepper.name=p", "replicaCount" },
        { "engine=orleans,replicaCount=3,journal.kind=postgres,secrets.journal.name=j,secrets.pepper.name=p,tls.secretName=t", "tlsSecretName" },
        { "settings.tokenKeys={a.pem}", "tokenKeysConfigMap" },
        // What a schema cannot say.
        { "drainSeconds=30", "drainSeconds is above orleans.deactivationSeconds" },
        { "engine=orleans,replicaCount=3,journal.kind=postgres,secrets.journal.name=j,secrets.pepper.name=p,autoscaling.enabled=true,autoscaling.minReplicas=5,autoscaling.maxReplicas=4", "autoscaling.minReplicas" },
    };

    [HelmTheory]
    [InlineData(3)]
    [InlineData(4)]
    public void Lint_has_nothing_to_say(int major)
    {
        OperatorTools.Helm(major, "version", "--short").Output.ShouldStartWith($"v{major}.");
        OperatorTools.ValueSets.Count.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var set in OperatorTools.ValueSets)
        {
            var (code, output, error) = OperatorTools.Helm(major, "lint", "--strict", OperatorTools.Chart, "--values", OperatorTools.ValuesFile(set));
            code.ShouldBe(0, $"{set}: {output}{error}");
        }
    }

    [HelmTheory]
    [MemberData(nameof(Refused))]
    public void Bad_values_are_refused_by_both(string set, string why)
    {
        foreach (var major in OperatorTools.Majors)
        {
            var (code, output, error) = OperatorTools.Helm(major, "template", "prod", OperatorTools.Chart, "--set", set);
            code.ShouldNotBe(0, $"helm {major}: {output}");
            error.ShouldContain(why, Case.Sensitive, $"helm {major}");
        }
    }

    [HelmFact]
    public void Every_object_is_one_that_Kubernetes_knows_key_by_key() => OperatorTools.Problems("kubernetes", charts.Files.Values).ShouldBeEmpty();

    [HelmFact]
    public void The_validators_find_what_is_wrong()
    {
        var text = File.ReadAllText(charts.Files[(3, "orleans")]);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text.Replace("maxUnavailable: 1", "maxUnavailabel: 1", StringComparison.Ordinal).Replace("replicas: 3", "replicas: three", StringComparison.Ordinal));
            var found = OperatorTools.Problems("kubernetes", [file]);
            found.ShouldContain(problem => problem.Contains("maxUnavailabel"));
            found.ShouldContain(problem => problem.Contains("replicas must be integer"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [HelmFact]
    public void Both_majors_render_the_same()
    {
        foreach (var set in OperatorTools.ValueSets)
            charts.Objects(set, 4).Select(item => item.ToJsonString()).ShouldBe(charts.Objects(set, 3).Select(item => item.ToJsonString()), ignoreOrder: true, set);
    }

    [HelmFact]
    public void Kinds_follow_the_mode()
    {
        Kinds("default").ShouldBe(["NetworkPolicy", "NetworkPolicy", "NetworkPolicy", "PodDisruptionBudget", "Service", "Service", "Service", "ServiceAccount", "StatefulSet"]);
        Kinds("orleans").ShouldBe(["Job", "NetworkPolicy", "NetworkPolicy", "NetworkPolicy", "PodDisruptionBudget", "Service", "Service", "Service", "ServiceAccount", "StatefulSet"]);
        Kinds("bare").ShouldBe(["Service", "Service", "Service", "ServiceAccount", "StatefulSet"]);
        Kinds("everything").ShouldContain("HorizontalPodAutoscaler");
        Kinds("everything").ShouldContain("ServiceMonitor");
        Kinds("everything").Count(kind => kind == "ConfigMap").ShouldBe(Copies("dashboards").Count);
        OperatorTools.ValueSets.SelectMany(Kinds).ShouldNotContain("Secret");
    }

    [HelmFact]
    public void Disruption_scaling_and_migration_are_careful()
    {
        ((int)charts.Only("orleans", "PodDisruptionBudget").At("spec/maxUnavailable")!).ShouldBe(1);
        var scaler = charts.Only("everything", "HorizontalPodAutoscaler");
        ((string)scaler.At("spec/metrics/0/pods/metric/name")!).ShouldContain("margin_cycle");
        ((string)scaler.At("spec/scaleTargetRef/name")!).ShouldBe((string)charts.Only("everything", "StatefulSet").At("metadata/name")!);
        charts.Only("everything", "StatefulSet").At("spec/replicas").ShouldBeNull("the scaler says how many");
        var job = charts.Only("orleans", "Job");
        ((string)job["metadata"]!["annotations"]!["helm.sh/hook"]!).ShouldBe("pre-install,pre-upgrade");
        Words(job.At("spec/template/spec/containers/0")!).ShouldBe(["/app/riskcluster", "journal", "migrate", "--cluster"]);
        Words(charts.Only("embedded-postgres", "Job").At("spec/template/spec/containers/0")!).ShouldBe(["/app/riskcluster", "journal", "migrate"]);
    }

    [HelmFact]
    public void Nothing_passes_but_what_a_policy_lets()
    {
        foreach (var set in OperatorTools.ValueSets.Except(["bare"]))
        {
            var policies = charts.Objects(set, "NetworkPolicy");
            var deny = policies.Single(item => ((string)item.At("metadata/name")!).EndsWith("-deny", StringComparison.Ordinal));
            (deny.At("spec/ingress"), deny.At("spec/egress")).ShouldBe((null, null));
            deny.Items("spec/policyTypes").Select(type => (string)type!).ShouldBe(["Ingress", "Egress"]);
            // It covers every pod of the release.
            foreach (var (name, _) in charts.Pods(set))
            {
                var labels = charts.Objects(set).Single(item => (string?)item.At("metadata/name") == name && item.At("spec/template/metadata/labels") is not null).At("spec/template/metadata/labels")!;
                foreach (var (key, value) in deny.At("spec/podSelector/matchLabels")!.AsObject()) ((string)labels[key]!).ShouldBe((string)value!);
            }

            // Whoever may come in is named; an ingress rule without a peer lets everybody in.
            policies.SelectMany(item => item.Items("spec/ingress")).ShouldAllBe(rule => rule.Items("from").Count > 0);
        }

        charts.Objects("embedded-postgres", "NetworkPolicy").SelectMany(item => item.Items("spec/egress")).Count(rule => (int?)rule.At("ports/0/port") == 6432 && (string?)rule.At("to/0/ipBlock/cidr") == "10.0.0.0/16").ShouldBe(1);
        charts.Objects("default", "NetworkPolicy").SelectMany(item => item.Items("spec/egress")).ShouldAllBe(rule => rule.At("ports/0/port") == null || (int)rule.At("ports/0/port")! == 53);
    }

    [Fact]
    public void The_chart_has_the_rules_and_dashboards_of_the_repository()
    {
        Same("rules", Originals(Path.Combine(OperatorTools.Deploy, "prometheus"), "*.y*ml", text => text.StartsWith("groups:", StringComparison.Ordinal) || text.Contains("\ngroups:", StringComparison.Ordinal), "test"));
        Same("dashboards", Originals(Path.Combine(SharedData.RepositoryRoot, "grafana"), "*.json", text => text.Contains("\"panels\"", StringComparison.Ordinal), "node_modules"));
    }

    private static List<string> Copies(string kind)
    {
        var folder = Path.Combine(OperatorTools.Chart, "files", kind);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    private static void Same(string kind, List<string> originals)
    {
        var present = Copies(kind);
        present.Select(Path.GetFileName).ShouldBe(originals.Select(Path.GetFileName), ignoreOrder: true, "helm/sync.sh copies them");
        foreach (var copy in present) File.ReadAllText(copy).ShouldBe(File.ReadAllText(originals.Single(file => Path.GetFileName(file) == Path.GetFileName(copy))), "helm/sync.sh copies it");
    }

    private static List<string> Originals(string folder, string pattern, Func<string, bool> isOne, string leftOut) =>
        [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(folder, file).Contains(leftOut, StringComparison.Ordinal) && isOne(File.ReadAllText(file)))];

    private static List<string> Words(JsonNode container) => [.. container.Items("command").Concat(container.Items("args")).Select(word => (string)word!)];

    private List<string> Kinds(string set) => [.. charts.Objects(set).Select(item => (string)item["kind"]!).Order(StringComparer.Ordinal)];
}
