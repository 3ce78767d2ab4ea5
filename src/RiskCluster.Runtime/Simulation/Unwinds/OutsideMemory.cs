using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>What keepers and venues remember of a run, whatever happens to the process: they are elsewhere.</summary>
internal sealed class OutsideMemory
{
    private readonly List<Func<IActors, Task>> unanswered = [];

    /// <summary>Rounds that have begun.</summary>
    public int Round { get; set; }

    /// <summary>Tasks that the bad keeper has had its try at.</summary>
    public HashSet<string> Tried { get; } = new(StringComparer.Ordinal);

    /// <summary>Fills that were taken from somebody who did not hold the claim.</summary>
    public int Stolen { get; set; }

    /// <summary>What was asked and not answered: whoever asked asks again, in the same words.</summary>
    public IReadOnlyList<Func<IActors, Task>> Unanswered => unanswered;

    public void Asked(Func<IActors, Task> again) => unanswered.Add(again);

    public void Heard(Func<IActors, Task> again) => unanswered.Remove(again);

    public OutsideMemory Copy()
    {
        var copy = new OutsideMemory { Round = Round, Stolen = Stolen };
        copy.Tried.UnionWith(Tried);
        copy.unanswered.AddRange(unanswered);
        return copy;
    }

    /// <summary>Takes what waits for an answer out, to ask it again.</summary>
    public IReadOnlyList<Func<IActors, Task>> TakeUnanswered()
    {
        var taken = unanswered.ToArray();
        unanswered.Clear();
        return taken;
    }
}
