using System.Text.Json.Nodes;

namespace RiskCluster.Deploy.Tests;

/// <summary>What the pods of the chart may do, are told, and do before they stop.</summary>
public sealed class PodTests(RenderedCharts charts) : IClassFixture<RenderedCharts>
{
    private const string Program = "/app/riskcluster";

    [HelmFact]
    public void No_pod_may_do_more_than_it_must()
    {
        foreach (var set in OperatorTools.ValueSets)
        {
            var pods = charts.Pods(set);
            pods.Count.ShouldBe(charts.Objects(set, "Job").Count + 1);
            foreach (var (name, pod) in pods)
            {
                var place = $"{set}: {name}";
                ((bool?)pod.At("automountServiceAccountToken")).ShouldBe(false, place);
                ((bool?)pod.At("securityContext/runAsNonRoot")).ShouldBe(true, place);
                ((int?)pod.At("securityContext/runAsUser")).ShouldBe(1654, place);
                ((string?)pod.At("securityContext/seccompProfile/type")).ShouldBe("RuntimeDefault", place);
                foreach (var forbidden in new[] { "hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace" }) pod.At(forbidden).ShouldBeNull(place);
                pod.Items("volumes").ShouldAllBe(volume => volume.At("hostPath") == null);
                foreach (var container in pod.Items("containers").Concat(pod.Items("initContainers")))
                {
                    ((bool?)container.At("securityContext/readOnlyRootFilesystem")).ShouldBe(true, place);
                    ((bool?)container.At("securityContext/allowPrivilegeEscalation")).ShouldBe(false, place);
                    container.At("securityContext/privileged").ShouldBeNull(place);
                    container.Items("securityContext/capabilities/drop").Select(item => (string)item!).ShouldBe(["ALL"], place);
                    container.At("securityContext/capabilities/add").ShouldBeNull(place);
                    container.At("resources/limits/memory").ShouldNotBeNull(place);
                    // A root that cannot be written needs a place for temporary files.
                    container.Items("volumeMounts").ShouldContain(mount => (string)mount["mountPath"]! == "/tmp", place);
                }
            }
        }
    }

    [HelmFact]
    public void What_is_secret_comes_from_a_Secret()
    {
        string[] secret = ["RiskCluster__Journal", "RiskCluster__Pepper", "RISKCLUSTER_KEY", "RISKCLUSTER_SECRET"];
        foreach (var set in OperatorTools.ValueSets)
        {
            foreach (var variable in charts.Pods(set).SelectMany(pod => pod.Spec.Items("containers")).SelectMany(container => container.Items("env")).Where(variable => secret.Contains((string)variable["name"]!)))
            {
                variable["value"].ShouldBeNull(set);
                variable.At("valueFrom/secretKeyRef/name").ShouldNotBeNull(set);
            }
        }

        Names(Server("everything")).Intersect(secret).Count().ShouldBe(4);
        Names(Server("default")).Intersect(secret).ShouldBeEmpty();
    }

    [HelmFact]
    public void Settings_and_commands_are_those_of_the_program()
    {
        foreach (var set in OperatorTools.ValueSets)
        {
            foreach (var container in charts.Pods(set).SelectMany(pod => pod.Spec.Items("containers")))
            {
                Settings.ShouldBeKnown(Names(container));
                Words(container, "command").ShouldBe([Program]);
                Settings.ShouldBeACommand(Words(container, "args"));
            }

            var settings = Server(set).Items("env").Where(variable => variable["value"] is not null).ToDictionary(variable => ((string)variable["name"]!).Replace("RiskCluster__", "", StringComparison.Ordinal), variable => variable["value"]!.ToString());
            // The same settings, as the server itself judges them.
            var options = new Host.Configuration.ServeOptions
            {
                Urls = settings["Urls"],
                Data = settings["Data"],
                Audience = settings["Audience"],
                AllowPlain = settings.ContainsKey("AllowPlain"),
            };
            options.FirstFault().ShouldBeNull(set);
            settings["Urls"].ShouldStartWith(set is "tls" or "everything" ? "https://" : "http://");
            settings["Engine"].ShouldBe(set is "orleans" or "everything" ? "Orleans" : "Embedded");
        }
    }

    [HelmFact]
    public void A_pod_drains_for_longer_than_its_actors_need_and_is_given_the_time()
    {
        foreach (var set in OperatorTools.ValueSets)
        {
            var deactivationSeconds = set == "everything" ? 60 : 30;
            var preStop = Server(set).At("lifecycle/preStop")!;
            var command = preStop.Items("exec/command").Select(word => (string)word!).ToList();
            var drainSeconds = command.Count == 0 ? (int)preStop.At("sleep/seconds")! : int.Parse(command[^1], System.Globalization.CultureInfo.InvariantCulture);
            if (command.Count > 0)
            {
                command[0].ShouldBe(Program);
                Settings.ShouldBeACommand(command.Skip(1));
                // The pod itself is called, without a certificate that is made out to its service.
                Server(set).Items("env").Single(variable => (string)variable["name"]! == "RISKCLUSTER_SERVER")["value"]!.ToString().ShouldBe("http://127.0.0.1:8081");
            }

            drainSeconds.ShouldBeGreaterThan(deactivationSeconds, set);
            ((int)charts.Pods(set).Single(pod => !pod.Name.EndsWith("-migrations", StringComparison.Ordinal)).Spec["terminationGracePeriodSeconds"]!).ShouldBeGreaterThan(drainSeconds + deactivationSeconds, set);
        }

        charts.Pods("tls").Single().Spec.At("containers/0/lifecycle/preStop/exec").ShouldNotBeNull();
        charts.Pods("default").Single().Spec.At("containers/0/lifecycle/preStop/sleep").ShouldNotBeNull();
    }

    [HelmFact]
    public void Probes_ask_what_the_server_answers()
    {
        foreach (var set in OperatorTools.ValueSets)
        {
            foreach (var (probe, path) in new[] { ("startupProbe", "/health/startup"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready") })
            {
                ((string)Server(set).At($"{probe}/httpGet/path")!).ShouldBe(path);
                ((string)Server(set).At($"{probe}/httpGet/scheme")!).ShouldBe(set is "tls" or "everything" ? "HTTPS" : "HTTP");
            }
        }
    }

    [HelmFact]
    public void State_is_on_a_volume_that_outlives_the_pod()
    {
        foreach (var set in OperatorTools.ValueSets)
        {
            var made = charts.Only(set, "StatefulSet");
            ((string)made.At("spec/volumeClaimTemplates/0/metadata/name")!).ShouldBe("data");
            ((string)made.At("spec/persistentVolumeClaimRetentionPolicy/whenDeleted")!).ShouldBe("Retain");
            Server(set).Items("volumeMounts").ShouldContain(mount => (string)mount["name"]! == "data" && (string)mount["mountPath"]! == "/data");
            ((int?)made.At("spec/replicas")).ShouldBe(set switch { "orleans" => 3, "everything" => null, _ => 1 });
            ((string)charts.Objects(set, "Service").Single(service => (string?)service.At("spec/clusterIP") == "None").At("metadata/name")!).ShouldBe((string)made.At("spec/serviceName")!);
        }
    }

    private JsonNode Server(string set) => charts.Only(set, "StatefulSet").At("spec/template/spec/containers/0")!;

    private static List<string> Names(JsonNode container) => [.. container.Items("env").Select(variable => (string)variable["name"]!)];

    private static List<string> Words(JsonNode container, string list) => [.. container.Items(list).Select(word => (string)word!)];
}
