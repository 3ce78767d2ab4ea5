namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>
/// Requests made before they are sent, one behind the other in a single array: thousands of small ones would be copied by every collection of a run, and that would count as the server's.
/// </summary>
internal sealed class WireRequests
{
    private readonly byte[] bytes;
    private readonly int[] ends;

    /// <summary>So many, made one by one.</summary>
    public WireRequests(int count, Func<int, byte[]> make)
    {
        using var all = new MemoryStream();
        ends = new int[count];
        for (var i = 0; i < count; i++)
        {
            all.Write(make(i));
            ends[i] = (int)all.Length;
        }

        bytes = all.ToArray();
    }

    /// <summary>How many.</summary>
    public int Count => ends.Length;

    /// <summary>One of them.</summary>
    public ReadOnlyMemory<byte> this[int number] => bytes.AsMemory()[(number == 0 ? 0 : ends[number - 1])..ends[number]];
}
