namespace RiskCluster.Risk.Engine;

/// <summary>Makes the double rows that the suspects hold, each once. A unit is a row.</summary>
internal sealed class DoubleRowsPhase(DoubleRows rows, int instrumentCount, CycleColumns columns) : IUnitWork
{
    private readonly int[] wanted = new int[instrumentCount];
    private readonly bool[] isWanted = new bool[instrumentCount];

    public int UnitCount { get; private set; }

    public void RunUnit(int unit, int worker) => rows.Make(wanted[unit]);

    /// <summary>Collects the rows for the present suspects.</summary>
    public void Collect()
    {
        UnitCount = 0;
        Array.Clear(isWanted);
        for (var i = 0; i < columns.SuspectCount; i++)
            foreach (var slot in columns.Lots[columns.Suspects[i]]!.Slots)
                Want(slot);
    }

    private void Want(int slot)
    {
        if (isWanted[slot] || rows.IsReady(slot)) return;
        isWanted[slot] = true;
        wanted[UnitCount++] = slot;
    }
}
