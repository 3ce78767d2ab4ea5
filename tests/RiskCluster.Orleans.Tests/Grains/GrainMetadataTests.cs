using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Tests.Grains;

/// <summary>The grains as the compiler left them. They are read and not loaded, because where the packages are not to be had their assembly cannot be.</summary>
public sealed class GrainMetadataTests : IDisposable
{
    private const string Namespace = "RiskCluster.Orleans.Grains";
    private const int LongestGrain = 60;
    private static readonly string[] Actors = [.. Enum.GetNames<ActorKind>().Except([nameof(ActorKind.SystemRisk)])];
    private readonly PEReader executable = new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "RiskCluster.Orleans.dll")));
    private readonly MetadataReader metadata;

    public GrainMetadataTests() => metadata = executable.GetMetadataReader();

    public void Dispose() => executable.Dispose();

    [Fact]
    public void Says_which_feed_it_ran_with() => Feed.ShouldBeOneOf("partial", "full");

    [Fact]
    public void Where_the_packages_are_not_to_be_had_nothing_here_knows_the_grains()
    {
        if (Feed == "full") return;
        Assembly.GetExecutingAssembly().GetReferencedAssemblies().Select(name => name.Name).Where(name => name!.Contains("Orleans", StringComparison.Ordinal)).ShouldBeEmpty();
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name).ShouldNotContain("RiskCluster.Orleans");
    }

    [Fact]
    public void Every_actor_has_a_grain_whose_interface_is_the_actors_own()
    {
        foreach (var actor in Actors)
        {
            var contract = Find($"I{actor}Grain");
            var parents = contract.GetInterfaceImplementations().Select(handle => NameOf(metadata.GetInterfaceImplementation(handle).Interface)).ToList();
            parents.ShouldContain($"{typeof(IActors).Namespace}.I{actor}");
            parents.ShouldContain($"{Namespace}.IActorGrain");
            parents.ShouldContain("Orleans.IGrainWithStringKey");
            var grain = Find($"{actor}Grain");
            NameOf(grain.BaseType).ShouldBe($"{Namespace}.ActorGrain");
            grain.GetInterfaceImplementations().Select(handle => NameOf(metadata.GetInterfaceImplementation(handle).Interface)).ShouldContain($"{Namespace}.I{actor}Grain");
        }
    }

    [Fact]
    public void A_method_of_a_grain_is_one_call_of_its_actor_and_nothing_is_decided_in_it()
    {
        foreach (var actor in Actors)
        {
            foreach (var handle in Find($"{actor}Grain").GetMethods())
            {
                var method = metadata.GetMethodDefinition(handle);
                var name = metadata.GetString(method.Name);
                if (name is ".ctor") continue;
                var code = executable.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
                var calls = Calls(code);
                if (name is "Tell" or "Read" or "ReadUnless") calls.ShouldBe(["get_Here", "get_Key", actor, name], $"{actor}Grain.{name}");
                else name.ShouldBe("Follow");
                HasBranch(code).ShouldBeFalse($"{actor}Grain.{name} decides something");
            }

            Find($"{actor}Grain").GetFields().Count.ShouldBeLessThanOrEqualTo(1, $"{actor}Grain holds something");
        }
    }

    [Fact]
    public void Grains_have_names_of_their_own_and_are_placed_with_their_owner()
    {
        var types = new List<string>();
        foreach (var actor in Actors)
        {
            var attributes = Find($"{actor}Grain").GetCustomAttributes().Select(metadata.GetCustomAttribute).ToDictionary(attribute => NameOf(ConstructorOf(attribute)));
            attributes.Keys.ShouldContain($"{Namespace}.OwnerPlacementAttribute");
            attributes.Keys.ShouldContain("Orleans.Concurrency.ReentrantAttribute");
            var text = metadata.GetBlobReader(attributes["Orleans.GrainTypeAttribute"].Value);
            text.ReadUInt16();
            types.Add(text.ReadSerializedString()!);
        }

        types.Distinct().Count().ShouldBe(Actors.Length);
    }

    [Fact]
    public void A_grain_fits_a_glance()
    {
        var folder = Path.Combine(RiskCluster.Tests.SharedData.RepositoryRoot, "src/RiskCluster.Orleans/Grains");
        var files = Directory.GetFiles(folder, "*Grain.cs");
        files.Length.ShouldBeGreaterThan(2 * Actors.Length);
        files.Where(file => File.ReadAllLines(file).Length > LongestGrain).ShouldBeEmpty();
    }

    private static string Feed => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Feed").Value!;

    private TypeDefinition Find(string name) =>
        metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Single(type => metadata.GetString(type.Namespace) == Namespace && metadata.GetString(type.Name) == name);

    private string NameOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeReference)
        {
            var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
            return $"{metadata.GetString(reference.Namespace)}.{metadata.GetString(reference.Name)}";
        }

        var type = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    private EntityHandle ConstructorOf(CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MethodDefinition
        ? metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()
        : metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;

    // Grains are so plain that every call stands for itself: an opcode and the token of what is called.
    private List<string> Calls(byte[] code)
    {
        var calls = new List<string>();
        for (var i = 0; i < code.Length - 4; i++)
        {
            if (code[i] is not (0x28 or 0x6F)) continue;
            var handle = MetadataTokens.EntityHandle(BitConverter.ToInt32(code, i + 1));
            calls.Add(handle.Kind == HandleKind.MethodDefinition
                ? metadata.GetString(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Name)
                : metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)handle).Name));
            i += 4;
        }

        return calls;
    }

    // Conditional branches, short and long, and switches.
    private static bool HasBranch(byte[] code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] is 0x28 or 0x6F) i += 4;
            else if (code[i] is (>= 0x2C and <= 0x37) or (>= 0x39 and <= 0x45)) return true;
        }

        return false;
    }
}
