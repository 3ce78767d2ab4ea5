namespace RiskCluster.Risk.Allocation;

/// <summary>Raises shares to their floors and takes the excess from the others, so that the sum stays (MODEL MRG-8).</summary>
/// <remarks>
/// With shares e and floors f that add up to R and F:
/// <code>
/// a_v = f_v + max(0, e_v - f_v) (R - F) / sum_u max(0, e_u - f_u)
/// </code>
/// Whoever stands below its floor gets the floor; every other gives up the same fraction of what it has above its own floor, so nobody falls below one and
/// nobody is raised above its share. Floors that together exceed R are first scaled by R / F: a requirement is split, never raised, by its allocation.
/// </remarks>
public static class AllocationFloor
{
    /// <summary>The factor with which floors must be scaled to fit; 1 when they do.</summary>
    /// <param name="requirementUsd">R, >= 0.</param>
    /// <param name="floorsUsd">Shape [V], each >= 0.</param>
    public static double Scale(double requirementUsd, ReadOnlySpan<double> floorsUsd)
    {
        var sumUsd = Sum(floorsUsd);
        return sumUsd > requirementUsd ? requirementUsd / sumUsd : 1;
    }

    /// <summary>The allocation; shape [V], adding up to R.</summary>
    /// <param name="requirementUsd">R, >= 0: what the shares add up to.</param>
    /// <param name="sharesUsd">Shape [V], of any sign.</param>
    /// <param name="floorsUsd">Shape [V], each >= 0.</param>
    /// <exception cref="ArgumentException">Not one floor a share.</exception>
    public static double[] Raise(double requirementUsd, ReadOnlySpan<double> sharesUsd, ReadOnlySpan<double> floorsUsd)
    {
        if (sharesUsd.Length != floorsUsd.Length) throw new ArgumentException($"{floorsUsd.Length} floors for {sharesUsd.Length} shares", nameof(floorsUsd));
        var scale = Scale(requirementUsd, floorsUsd);
        var aboveUsd = 0.0;
        var isAnyBelow = false;
        for (var v = 0; v < sharesUsd.Length; v++)
        {
            var gapUsd = sharesUsd[v] - scale * floorsUsd[v];
            aboveUsd += Math.Max(0, gapUsd);
            isAnyBelow |= gapUsd < 0;
        }

        if (!isAnyBelow) return sharesUsd.ToArray();
        var kept = aboveUsd > 0 ? (requirementUsd - scale * Sum(floorsUsd)) / aboveUsd : 0;
        var allocatedUsd = new double[sharesUsd.Length];
        for (var v = 0; v < sharesUsd.Length; v++)
        {
            var floorUsd = scale * floorsUsd[v];
            allocatedUsd[v] = floorUsd + Math.Max(0, kept) * Math.Max(0, sharesUsd[v] - floorUsd);
        }

        return allocatedUsd;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
