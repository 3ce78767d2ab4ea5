namespace RiskCluster.Runtime.Actors;

internal static class ValueTaskExtensions
{
    /// <summary>The task without its result.</summary>
    public static async ValueTask AsNothing<T>(this ValueTask<T> task) => await task;
}
