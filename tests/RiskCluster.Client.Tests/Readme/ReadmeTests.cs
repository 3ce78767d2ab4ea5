namespace RiskCluster.Client.Tests.Readme;

/// <summary>The README's example is the code that is compiled here, and it runs.</summary>
[Collection(SharedServer.Name)]
public sealed class ReadmeTests(ServerRig rig)
{
    [Fact]
    public void The_example_is_the_code_that_is_run()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Readme");
        var readme = Between(File.ReadAllText(Path.Combine(folder, "README.md")), "```csharp\n", "```");
        var code = Between(File.ReadAllText(Path.Combine(folder, "ReadmeExample.cs")), "// begin\n", "        // end").Replace("        ", "", StringComparison.Ordinal);
        code.ShouldBe(readme);
        readme.Trim().Split('\n').Length.ShouldBe(10);
    }

    [Fact]
    public async Task The_example_runs()
    {
        using var console = new StringWriter();
        await ReadmeExample.Run(rig.Address.ToString(), rig.Atlas.KeyId, rig.Atlas.Secret, console);
        var lines = console.ToString().Trim().Split('\n');
        lines.Length.ShouldBe(2);
        lines[0].ShouldMatch("^(taken until [0-9]+|refused: .+)");
        lines[1].ShouldMatch("^initial margin [0-9.]+ USD, excess -?[0-9.]+ USD");
    }

    private static string Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
