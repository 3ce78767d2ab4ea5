using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Tests;

/// <summary>A fixed instance of any record, made from its constructor, so that no type can be forgotten where all are tested.</summary>
internal static class Sample
{
    /// <summary>The nested records that a polymorphic record may be, as its JSON attributes list them.</summary>
    public static IReadOnlyList<Type> Cases(Type record) => [.. record.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType)];

    /// <summary>The nested records that there are.</summary>
    public static IReadOnlyList<Type> Nested(Type record) => [.. record.GetNestedTypes().Where(type => type.IsAssignableTo(record))];

    public static object Of(Type type, string name = "value")
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, name);
        if (type == typeof(string)) return name;
        if (type == typeof(decimal)) return 12.5m;
        if (type == typeof(long)) return 7L;
        if (type == typeof(int)) return 3;
        if (type == typeof(bool)) return true;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return ArrayOf(type.GetGenericArguments()[0], name);
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!))]);
    }

    private static object ArrayOf(Type item, string name)
    {
        var items = Array.CreateInstance(item, 1);
        items.SetValue(Of(item, name), 0);
        return typeof(ImmutableArray).GetMethods().Single(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(item).Invoke(null, [items])!;
    }
}
