using System.Reflection;
using System.Text.Json;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// Messages between silos in the JSON of the journal: whatever type of ours travels as argument or answer. They are immutable, so that nothing is copied inside a silo. An exception travels as what it says,
/// without its cause and place, which stay in the log of where it happened.
/// </summary>
public static class MessageJson
{
    private static readonly Assembly[] Ours = [typeof(RiskModel).Assembly, typeof(ActorAddress).Assembly, typeof(MessageJson).Assembly];

    /// <summary>True for a type that travels as JSON: a concrete one of ours, or one of our exceptions that can be made of a message.</summary>
    public static bool Carries(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!IsOurs(type) || type.IsAbstract || type.IsInterface || type.IsEnum || type.IsGenericTypeDefinition) return false;
        return typeof(Exception).IsAssignableFrom(type) ? type.GetConstructor([typeof(string)]) is not null : !typeof(Delegate).IsAssignableFrom(type);
    }

    /// <summary>True for any type of Risk, Core or Runtime.</summary>
    public static bool IsOurs(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Ours.Contains(type.Assembly);
    }

    /// <summary>A message as JSON.</summary>
    public static byte[] Write(object message, Type type) =>
        message is Exception problem ? CoreJson.Write(problem.Message) : JsonSerializer.SerializeToUtf8Bytes(message, type, CoreJson.Options);

    /// <summary>A message from JSON.</summary>
    /// <exception cref="JsonException">Not JSON of that type, or no type that travels.</exception>
    public static object Read(ReadOnlySpan<byte> json, Type? type)
    {
        if (type is null || !Carries(type)) throw new JsonException($"{type} is no message of this cluster");
        if (typeof(Exception).IsAssignableFrom(type)) return Activator.CreateInstance(type, CoreJson.Read<string>(json))!;
        return JsonSerializer.Deserialize(json, type, CoreJson.Options) ?? throw new JsonException($"null is no {type.Name}");
    }
}
