using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Risk.Scenarios;

/// <summary>The content hash of a scenario set.</summary>
/// <remarks>
/// SHA-256 over, in this order: S; each scenario's kind and name; the three numbers of the vol scaling, the six of the skew rotation, the three of the term tilt; the
/// number of underlyings; for each of them, by ordinal name, its name and the columns spot ratio, vol shock, horizon, dampening, linear, abs, term. Whole numbers are
/// 4 bytes, others the 8 bytes of their double, all little-endian; a text is its length in UTF-8 bytes and those bytes.
/// </remarks>
internal static class ScenarioSetHash
{
    public static string Of(ScenarioSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, set.Count);
        for (var s = 0; s < set.Count; s++)
        {
            Append(hash, (int)set.Kinds[s]);
            Append(hash, set.Names[s]);
        }

        Append(hash, [set.Scaling.ShortPower, set.Scaling.LongPower, set.Scaling.FloorDays]);
        Append(hash, [set.Skew.LinearCap, set.Skew.LinearCapScale, set.Skew.AbsCap, set.Skew.AbsCapScale, set.Skew.MinimalWidth, set.Skew.Width]);
        Append(hash, [set.Term.Front, set.Term.Back, set.Term.PivotDays]);
        Append(hash, set.Shocks.Length);
        foreach (var shocks in set.Shocks.OrderBy(item => item.Underlying, StringComparer.Ordinal))
        {
            Append(hash, shocks.Underlying);
            Append(hash, shocks.SpotRatio);
            Append(hash, shocks.VolShock);
            Append(hash, shocks.HorizonYears);
            Append(hash, shocks.Dampening);
            Append(hash, shocks.SkewLinear);
            Append(hash, shocks.SkewAbs);
            Append(hash, shocks.Term);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, double[] column)
    {
        var bytes = new byte[column.Length * sizeof(double)];
        for (var i = 0; i < column.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), column[i]);
        hash.AppendData(bytes);
    }
}
