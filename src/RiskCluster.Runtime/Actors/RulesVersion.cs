using System.Reflection;

namespace RiskCluster.Runtime.Actors;

/// <summary>Which rules made a snapshot: the identities of the compiled assembly of the machine and of the assemblies of ours below it. Other code, other version, without anybody's care.</summary>
public static class RulesVersion
{
    /// <summary>The version of a machine's rules.</summary>
    public static string Of(Type machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var own = machine.Assembly;
        var below = own.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("RiskCluster.", StringComparison.Ordinal)).OrderBy(name => name.Name, StringComparer.Ordinal);
        return string.Join('/', below.Select(Assembly.Load).Prepend(own).Select(assembly => assembly.ManifestModule.ModuleVersionId.ToString("N")));
    }
}
