using System.Collections.Immutable;
using System.Text.Json;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Parameters;

/// <summary>What changes from one document to another, value by value, and which way it goes.</summary>
public static class DocumentDiff
{
    /// <summary>All changes, in the order of the document after it; what is gone comes last in its object.</summary>
    /// <param name="before">Canonical JSON.</param>
    /// <param name="after">Canonical JSON.</param>
    /// <param name="direction">By path; the effect of a value that is not a number on both sides is that of an unknown one unless it is neutral.</param>
    public static ImmutableArray<ParameterChange> Between(string before, string after, Func<string, ParameterDirection> direction)
    {
        using var left = JsonDocument.Parse(before);
        using var right = JsonDocument.Parse(after);
        var changes = ImmutableArray.CreateBuilder<ParameterChange>();
        Compare(left.RootElement, right.RootElement, "$", direction, changes);
        return changes.ToImmutable();
    }

    private static void Compare(JsonElement before, JsonElement after, string path, Func<string, ParameterDirection> direction, ImmutableArray<ParameterChange>.Builder changes)
    {
        if (JsonElement.DeepEquals(before, after)) return;
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in after.EnumerateObject())
            {
                if (before.TryGetProperty(member.Name, out var old)) Compare(old, member.Value, $"{path}.{member.Name}", direction, changes);
                else changes.Add(Whole($"{path}.{member.Name}", null, member.Value.GetRawText(), direction));
            }

            foreach (var member in before.EnumerateObject().Where(member => !after.TryGetProperty(member.Name, out _)))
                changes.Add(Whole($"{path}.{member.Name}", member.Value.GetRawText(), null, direction));
        }
        else if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array && before.GetArrayLength() == after.GetArrayLength())
        {
            for (var i = 0; i < after.GetArrayLength(); i++) Compare(before[i], after[i], $"{path}[{i}]", direction, changes);
        }
        else
        {
            changes.Add(Value(before, after, path, direction));
        }
    }

    private static ParameterChange Value(JsonElement before, JsonElement after, string path, Func<string, ParameterDirection> direction)
    {
        if (Number(before) is not { } from || Number(after) is not { } to) return Whole(path, before.GetRawText(), after.GetRawText(), direction);
        var effect = direction(path) switch
        {
            ParameterDirection.Neutral => ChangeEffect.Neutral,
            ParameterDirection.HigherIsTighter when to > from => ChangeEffect.Tightens,
            ParameterDirection.LowerIsTighter when to < from => ChangeEffect.Tightens,
            _ => ChangeEffect.Loosens,
        };
        return new(path, before.GetRawText(), after.GetRawText(), effect, from == 0 ? null : Math.Abs((to - from) / from));
    }

    private static ParameterChange Whole(string path, string? from, string? to, Func<string, ParameterDirection> direction) =>
        new(path, from, to, direction(path) == ParameterDirection.Neutral ? ChangeEffect.Neutral : ChangeEffect.Loosens, null);

    /// <summary>Numbers too large for a decimal, or so small that a share of them could be, are compared as text.</summary>
    private static decimal? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && Math.Abs(number) <= 1e12m && (number == 0 || Math.Abs(number) >= 1e-12m) ? number : null;
}
