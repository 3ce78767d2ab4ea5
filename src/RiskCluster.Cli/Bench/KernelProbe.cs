using System.Runtime.Intrinsics;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Bench;

/// <summary>What the kernel makes of an option.</summary>
internal readonly record struct KernelResult(double Call, double Put, double CallDelta, double PutDelta, double Density);

/// <summary>An option as the kernel takes it.</summary>
internal readonly record struct KernelCase(double Forward, double Strike, double TotalVol);

/// <summary>Runs the kernel at a chosen width; a width that the processor lacks is emulated by the runtime.</summary>
internal static class KernelProbe
{
    private const int WidestVector = 8;

    public static KernelResult[] Run(LaneWidth width, IReadOnlyList<KernelCase> cases) => width switch
    {
        LaneWidth.Vector512 => Run<Vector512<double>, Vector512Lanes>(cases),
        LaneWidth.Vector256 => Run<Vector256<double>, Vector256Lanes>(cases),
        _ => Run<double, ScalarLanes>(cases),
    };

    private static unsafe KernelResult[] Run<TVector, TLanes>(IReadOnlyList<KernelCase> cases)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        var results = new KernelResult[cases.Count];
        var input = stackalloc double[4 * WidestVector];
        var output = stackalloc double[5 * WidestVector];
        for (var start = 0; start < cases.Count; start += TLanes.Count)
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                var item = cases[Math.Min(start + lane, cases.Count - 1)];
                input[lane] = Math.Log(item.Forward / item.Strike);
                input[WidestVector + lane] = item.Forward;
                input[2 * WidestVector + lane] = item.Strike;
                input[3 * WidestVector + lane] = Math.Max(item.TotalVol, Black76Kernel<TVector, TLanes>.TotalVolFloor);
            }

            Evaluate<TVector, TLanes>(input, output);
            for (var lane = 0; lane < TLanes.Count && start + lane < cases.Count; lane++)
            {
                results[start + lane] = new(
                    output[lane], output[WidestVector + lane], output[2 * WidestVector + lane], output[3 * WidestVector + lane], output[4 * WidestVector + lane]);
            }
        }

        return results;
    }

    private static unsafe void Evaluate<TVector, TLanes>(double* input, double* output)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        var logMoneyness = TLanes.Load(input);
        var forward = TLanes.Load(input + WidestVector);
        var strike = TLanes.Load(input + 2 * WidestVector);
        var totalVol = TLanes.Load(input + 3 * WidestVector);
        var inverse = TLanes.Divide(TLanes.Broadcast(1), totalVol);
        var timeValue = Black76Kernel<TVector, TLanes>.TimeValue(logMoneyness, forward, totalVol, inverse, out var d1, out var d2);
        Black76Kernel<TVector, TLanes>.Greeks(logMoneyness, totalVol, inverse, out var callDelta, out var putDelta, out var density);
        TLanes.Store(output, Black76Kernel<TVector, TLanes>.Call(timeValue, forward, strike, d1, d2));
        TLanes.Store(output + WidestVector, Black76Kernel<TVector, TLanes>.Put(timeValue, forward, strike, d1, d2));
        TLanes.Store(output + 2 * WidestVector, callDelta);
        TLanes.Store(output + 3 * WidestVector, putDelta);
        TLanes.Store(output + 4 * WidestVector, density);
    }
}
