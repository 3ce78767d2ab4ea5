using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace RiskCluster.Tidy.Tests;

/// <summary>Risk and Core have no clock, no randomness, no input or output and no tasks: read from the compiled assembly, so that no suppression can hide one.</summary>
public sealed class PurityTests
{
    private static readonly string[] BannedNamespaces = ["System.Threading.Tasks", "System.Net", "System.Net.Http", "System.Net.Sockets"];
    private static readonly string[] BannedTypes =
    [
        "System.Random", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Console", "System.Globalization.CultureInfo", "System.Threading.Thread",
        "System.Security.Cryptography.RandomNumberGenerator", "System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.IO.FileInfo", "System.IO.Path",
    ];

    private static readonly string[] BannedMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    ];

    [Theory]
    [InlineData("RiskCluster.Risk")]
    [InlineData("RiskCluster.Core")]
    public void A_pure_assembly_references_no_banned_type_or_member(string assembly)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        using var executable = new PEReader(stream);
        var metadata = executable.GetMetadataReader();

        var types = metadata.TypeReferences.Select(handle => FullName(metadata, metadata.GetTypeReference(handle))).ToList();
        types.ShouldContain("System.Object", "the list of references is read");
        types.Where(type => BannedTypes.Contains(type) || BannedNamespaces.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal))).ShouldBeEmpty();
        MemberNames(metadata).Intersect(BannedMembers).ShouldBeEmpty();
    }

    private static IEnumerable<string> MemberNames(MetadataReader metadata) =>
        metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent))}.{metadata.GetString(member.Name)}");

    private static string FullName(MetadataReader metadata, TypeReference type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
