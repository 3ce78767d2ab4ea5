namespace RiskCluster.Core.Json;

/// <summary>
/// One text object for all states that hold a name: an instrument, an asset, a source. Every message brings its names anew, and a name is larger than what is kept under it. A
/// table of fixed size, which forgets one name for another: what it returns always reads the same as what it was given, so no rule can tell.
/// </summary>
internal static class SharedNames
{
    private const int Size = 1 << 16;
    private static readonly string?[] Known = new string?[Size];

    /// <summary>The text, as an object that others may have too. Safe on any thread.</summary>
    public static string Of(string name)
    {
        ref var slot = ref Known[name.GetHashCode(StringComparison.Ordinal) & (Size - 1)];
        var known = Volatile.Read(ref slot);
        if (known == name) return known;
        Volatile.Write(ref slot, name);
        return name;
    }
}
