using System.Runtime.InteropServices;

namespace RiskCluster.Risk.Engine;

/// <summary>Native floats, zero at first, on 64-byte boundaries, so that no vector straddles two cache lines. Freed on disposal or finalisation.</summary>
internal sealed unsafe class AlignedSingles : SafeHandle
{
    private const nuint CacheLineBytes = 64;

    public AlignedSingles(int length)
        : base(0, ownsHandle: true)
    {
        var bytes = Math.Max((nuint)length * sizeof(float), CacheLineBytes);
        Pointer = (float*)NativeMemory.AlignedAlloc(bytes, CacheLineBytes);
        NativeMemory.Clear(Pointer, bytes);
        SetHandle((nint)Pointer);
    }

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
