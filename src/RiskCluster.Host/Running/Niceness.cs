using System.Runtime.InteropServices;

namespace RiskCluster.Host.Running;

/// <summary>How far a thread stands back behind all others, from 0 to 19. Linux alone counts it by thread, and .NET's own priorities do nothing there.</summary>
internal static partial class Niceness
{
    private const int OfThread = 0;

    /// <summary>Lets the calling thread stand back, which is everybody's right; elsewhere than on Linux it stays as it is.</summary>
    /// <returns>The system's error; 0 when there is none.</returns>
    public static int Take(int niceness) => OperatingSystem.IsLinux() && SetPriority(OfThread, 0, niceness) != 0 ? Marshal.GetLastPInvokeError() : 0;

    // 0 is the thread that calls.
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int priority);
}
