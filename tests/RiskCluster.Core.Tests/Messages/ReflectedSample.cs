using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Tests.Messages;

/// <summary>Makes one filled-in value of any record, so that a new member is covered the day it is added.</summary>
internal static class ReflectedSample
{
    /// <summary>One value of each case that a message type declares.</summary>
    public static IEnumerable<object> Cases(Type union) =>
        union.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(item => Of(item.DerivedType));

    /// <summary>The cases that exist, declared or not.</summary>
    public static IEnumerable<Type> Nested(Type union) => union.GetNestedTypes().Where(union.IsAssignableFrom);

    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner);
        if (type == typeof(string)) return "text";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return 1_770_000_000_123;
        if (type == typeof(decimal)) return 12.5m;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return ArrayOf(type.GetGenericArguments()[0]);
        if (type.IsAbstract) return Cases(type).First();
        var constructor = type.GetConstructors().MaxBy(item => item.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
    }

    private static object ArrayOf(Type item)
    {
        var array = Array.CreateInstance(item, 1);
        array.SetValue(Of(item), 0);
        return typeof(ImmutableArray).GetMethods()
            .Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(item).Invoke(null, [array])!;
    }
}
