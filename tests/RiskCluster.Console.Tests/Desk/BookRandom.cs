namespace RiskCluster.Console.Tests.Desk;

/// <summary>The same numbers on every machine: a counter hashed with a name.</summary>
internal static class BookRandom
{
    /// <summary>From 0 to 1, by name and number.</summary>
    public static double Unit(string name, long number)
    {
        unchecked
        {
            var hash = 1469598103934665603UL ^ (ulong)number;
            foreach (var letter in name) hash = (hash ^ letter) * 1099511628211UL;
            hash ^= hash >> 33;
            hash *= 0xff51afd7ed558ccdUL;
            hash ^= hash >> 33;
            return (hash >> 11) / (double)(1UL << 53);
        }
    }

    /// <summary>From -1 to 1, wandering slowly with the tick.</summary>
    public static double Wander(string name, long tick) => Math.Sin((tick / 40.0) + (Unit(name, 0) * 2 * Math.PI)) * Unit(name, 1);
}
