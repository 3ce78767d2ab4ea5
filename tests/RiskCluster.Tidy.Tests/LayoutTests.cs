using System.Text.RegularExpressions;

namespace RiskCluster.Tidy.Tests;

/// <summary>The house: what stands where, and how long a file may get.</summary>
public sealed partial class LayoutTests
{
    private const int LongestFile = 450;
    private static readonly string[] TopLevel = ["src", "tests", "deploy", "helm", "grafana", "RiskCluster.sln", "NuGet.config", "README.md"];

    [Fact]
    public void Top_level_holds_the_agreed_names_dotfiles_and_props_only()
    {
        var names = Repository.Files.Select(file => file.Split('/')[0]).Distinct().ToList();
        TopLevel.Except(names).ShouldBeEmpty();
        names.Except(TopLevel).Where(name => !name.StartsWith('.') && !name.EndsWith(".props", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_a_readme_and_is_in_the_solution()
    {
        var solution = Repository.Read("RiskCluster.sln");
        var projects = Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        projects.ShouldNotBeEmpty();
        foreach (var project in projects)
        {
            solution.Replace('\\', '/').ShouldContain(project);
            Repository.Files.ShouldContain($"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/README.md");
        }
    }

    [Fact]
    public void A_source_file_holds_one_public_type_and_bears_its_name()
    {
        var problems = Repository.Sources("src/")
            .Select(file => (file, types: PublicType().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value).ToList()))
            .Where(item => item.types.Count > 1 || (item.types.Count == 1 && Path.GetFileNameWithoutExtension(item.file).Split('.')[0] != item.types[0]))
            .Select(item => $"{item.file}: {string.Join(", ", item.types)}");
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_file_is_no_longer_than_a_reader_can_hold() =>
        Repository.Sources("").Concat(Repository.Scripts).Where(file => Repository.Read(file).Count(c => c == '\n') > LongestFile).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_unfinished_in_the_sources()
    {
        var marks = new[] { "TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception", "#reg" + "ion" };
        Repository.Sources("").Concat(Repository.Scripts).Where(file => marks.Any(Repository.Read(file).Contains)).ShouldBeEmpty();
    }

    [Fact]
    public void Lock_files_of_npm_name_packages_and_not_where_they_came_from()
    {
        var locks = Repository.Files.Where(file => Path.GetFileName(file) == "package-lock.json").ToList();
        locks.ShouldNotBeEmpty();
        locks.Where(file => Repository.Read(file).Contains("\"resolved\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|readonly|unsafe|partial|ref) )*(?:class|struct|interface|enum|record struct|record|delegate \w+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
