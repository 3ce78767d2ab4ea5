using System.Runtime.InteropServices;

namespace RiskCluster.Risk.Engine;

/// <summary>Zeroed native memory on a 64-byte boundary: out of the collector's sight, and a full vector never straddles two cache lines.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed unsafe class AlignedMemory<T> : IDisposable
    where T : unmanaged
{
    private const nuint Alignment = 64;

    private T* start;

    public AlignedMemory(long length)
    {
        Length = length;
        var bytes = (nuint)Math.Max(length, 1) * (nuint)sizeof(T);
        start = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(start, bytes);
    }

    ~AlignedMemory() => Free();

    public long Length { get; }

    public T* Start => start;

    public Span<T> Slice(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset + length > Length) throw new ArgumentOutOfRangeException(nameof(offset));
        return new(start + offset, length);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(start);
        start = null;
    }
}
