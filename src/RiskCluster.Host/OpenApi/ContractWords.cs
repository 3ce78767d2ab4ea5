using System.Text.RegularExpressions;
using System.Xml.Linq;
using RiskCluster.Contracts;

namespace RiskCluster.Host.OpenApi;

/// <summary>The documentation of the records of <c>RiskCluster.Contracts</c>, as the compiler wrote it beside their assembly.</summary>
internal sealed partial class ContractWords
{
    private readonly Dictionary<string, XElement> members;

    private ContractWords(Dictionary<string, XElement> members) => this.members = members;

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It is not there: the process was put together badly.</exception>
    public static ContractWords Read()
    {
        var file = Path.ChangeExtension(typeof(ApiJson).Assembly.Location, ".xml");
        return new(XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
    }

    /// <summary>What a type is; null when it is none of ours.</summary>
    public string? OfType(Type type) => Member(type)?.Element("summary") is { } summary ? Text(summary) : null;

    /// <summary>What a record's parameter is; null when it is none of ours.</summary>
    public string? OfParameter(Type type, string name) =>
        Member(type)?.Elements("param").FirstOrDefault(item => item.Attribute("name")?.Value == name) is { } found ? Text(found) : null;

    private XElement? Member(Type type) => members.GetValueOrDefault($"T:{(type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName?.Replace('+', '.')}");

    private static string Text(XElement element) =>
        Spaces().Replace(string.Concat(element.Nodes().Select(node => node is XElement { Name.LocalName: "see" } see ? see.Attribute("cref")?.Value.Split('.')[^1] : node is XElement inner ? inner.Value : node.ToString())), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
