using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">Which.</param>
/// <param name="Violation">The first thing that must not happen and did; null when nothing did.</param>
/// <param name="Hash">SHA-256 over all chains, the virtual time and the steps: the same seed gives the same, in any process.</param>
/// <param name="VirtualMs">Virtual time that passed.</param>
/// <param name="Steps">Steps of the scheduler.</param>
/// <param name="Events">Durable events.</param>
/// <param name="Acknowledgements">Answers that acknowledged something.</param>
/// <param name="Faults">Faults that fired, by name.</param>
public sealed record SimResult(
    int Seed,
    SimViolation? Violation,
    string Hash,
    double VirtualMs,
    long Steps,
    long Events,
    long Acknowledgements,
    IReadOnlyDictionary<string, long> Faults)
{
    internal static SimResult Of(int seed, SimWorld world)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var heads = world.Disk.Store.Streams("", default).ToListAsync().AtOnce();
        foreach (var head in heads) hash.AppendData(head.Hash);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{world.Loop.NowTicks} {world.Loop.Steps} {world.Witness.Violation}")));
        var text = Convert.ToHexStringLower(hash.GetHashAndReset());
        return new(seed, world.Witness.Violation, text, world.Loop.NowMs, world.Loop.Steps, world.Witness.Events, world.Witness.Acknowledgements, world.Faults.Fired);
    }
}
