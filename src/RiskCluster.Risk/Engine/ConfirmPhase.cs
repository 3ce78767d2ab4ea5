using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>The double pass over whatever the screen could not vouch for. A unit is one suspect; its state is decided here and nowhere else.</summary>
internal sealed class ConfirmPhase(DoubleNetting netting, CycleColumns columns) : IUnitWork
{
    private MarginState[] before = [];
    private MarginFigure[] figures = [];

    public int UnitCount => columns.SuspectCount;

    /// <summary>Makes room for the present suspects; to be called before the units run.</summary>
    public void Begin()
    {
        if (columns.SuspectCount <= before.Length) return;
        before = new MarginState[2 * columns.SuspectCount];
        figures = new MarginFigure[before.Length];
    }

    public void RunUnit(int unit, int worker)
    {
        var portfolio = columns.Suspects[unit];
        before[unit] = columns.States[portfolio];
        figures[unit] = netting.Figure(columns.Lots[portfolio]!.Span, columns.Collateral[portfolio], worker);
        columns.States[portfolio] = figures[unit].State;
    }

    /// <summary>True for a suspect whose state has moved in this cycle.</summary>
    public bool HasCrossed(int unit) => before[unit] != figures[unit].State;

    /// <summary>The exact figure of a suspect.</summary>
    public MarginFigure Figure(int unit) => figures[unit];
}
