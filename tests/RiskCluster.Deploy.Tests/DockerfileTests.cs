using System.Xml.Linq;
using RiskCluster.Tests;

namespace RiskCluster.Deploy.Tests;

/// <summary>The Dockerfile, instruction by instruction: rules that linters have, and agreement with the properties of the SDK's own container build.</summary>
public sealed class DockerfileTests
{
    private static readonly List<(string Name, string Text)> Instructions = [.. Parse(File.ReadAllText(Path.Combine(OperatorTools.Deploy, "Dockerfile")))];
    private static readonly List<string> Last = [.. Instructions.Skip(Instructions.FindLastIndex(item => item.Name == "FROM")).Select(item => $"{item.Name} {item.Text}")];

    [Fact]
    public void Base_images_have_versions_and_stages_are_known()
    {
        var stages = new List<string>();
        foreach (var (name, text) in Instructions)
        {
            if (name == "FROM")
            {
                var words = text.Split(' ');
                words[0].ShouldMatch(@":\d", "a tag that begins with a version");
                if (words.Length > 1) stages.Add(words[2]);
            }

            if (name == "COPY" && text.StartsWith("--from=", StringComparison.Ordinal)) stages.ShouldContain(text["--from=".Length..].Split(' ')[0]);
        }

        stages.ShouldBeUnique();
    }

    [Fact]
    public void It_has_no_habits_that_linters_warn_of()
    {
        Instructions.ShouldNotContain(item => item.Name == "ADD" || item.Name == "MAINTAINER");
        Instructions.ShouldNotContain(item => item.Name == "RUN" && (item.Text.Contains("sudo") || item.Text.Contains("curl") || item.Text.Contains("cd ")));
        Instructions.Where(item => item.Name is "ENTRYPOINT" or "CMD").ToList().ShouldAllBe(item => item.Text.StartsWith('['));
        Instructions.Where(item => item.Name == "WORKDIR").ShouldAllBe(item => item.Text.StartsWith('/'));
        Instructions.ShouldNotContain(item => (item.Name == "ENV" || item.Name == "ARG") && (item.Text.Contains("PEPPER", StringComparison.OrdinalIgnoreCase) || item.Text.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void The_image_runs_the_program_as_a_user_without_rights()
    {
        Last.ShouldContain("USER 1654");
        Last.FindLastIndex(line => line.StartsWith("USER", StringComparison.Ordinal)).ShouldBeGreaterThan(Last.FindLastIndex(line => line.StartsWith("COPY", StringComparison.Ordinal)));
        Last.ShouldContain("ENTRYPOINT [\"/app/riskcluster\"]");
        Last.ShouldContain("CMD [\"serve\"]");
        Last.ShouldContain("EXPOSE 8080");
        Settings.ShouldBeKnown(Instructions.Where(item => item.Name == "ENV").SelectMany(item => item.Text.Split(' ')).Select(item => item.Split('=')[0]));
        var health = Last.Single(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal));
        Settings.ShouldBeACommand(System.Text.Json.JsonSerializer.Deserialize<string[]>(health[health.IndexOf('[')..])!.Skip(1));
    }

    [Fact]
    public void The_sdk_builds_the_same_image()
    {
        var project = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "src", "RiskCluster.Cli", "RiskCluster.Cli.csproj"));
        string Of(string property) => project.Descendants(property).Single().Value;
        Last[0].ShouldBe($"FROM {Of("ContainerBaseImage")}");
        Last.ShouldContain($"USER {Of("ContainerUser")}");
        Last.ShouldContain($"ENTRYPOINT [\"{Of("ContainerAppCommand")}\"]");
        Last.ShouldContain($"EXPOSE {project.Descendants("ContainerPort").Single().Attribute("Include")!.Value}");
        Of("ContainerRepository").ShouldBe("riskcluster");
    }

    [Fact]
    public void What_the_build_does_not_need_is_not_sent_to_it() =>
        File.ReadAllLines(Path.Combine(OperatorTools.Deploy, "Dockerfile.dockerignore")).ShouldBe(["**/bin", "**/obj", "**/node_modules", "deploy/secrets", "deploy/.env", ".git", "**/TestResults", "**/.riskcluster"], ignoreOrder: true);

    private static IEnumerable<(string Name, string Text)> Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'));
        foreach (var line in lines)
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            yield return (line[..end], line[(end + 1)..].Trim());
        }
    }
}
