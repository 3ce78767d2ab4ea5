using System.Reflection;

namespace RiskCluster.Client.Tests;

/// <summary>Everything that others may build on is written down, so that nothing of it changes unnoticed.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_members_are_those_approved()
    {
        var found = string.Join('\n', typeof(RiskClusterClient).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines)) + "\n";
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt"), found);
        found.ShouldBe(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.approved.txt")));
    }

    private static IEnumerable<string> Lines(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        yield return type.FullName!;
        foreach (var member in type.GetMembers(Declared).Where(member => member is not MethodInfo { IsSpecialName: true }).Select(Line).Order(StringComparer.Ordinal)) yield return $"    {member}";
    }

    private static string Line(MemberInfo member) => member switch
    {
        MethodBase method => $"{(method is MethodInfo info ? $"{Name(info.ReturnType)} " : "")}{method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{{(property.GetMethod?.IsPublic == true ? " get;" : "")}{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Parameter(ParameterInfo parameter) => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}";

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
}
