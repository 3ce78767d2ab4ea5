namespace RiskCluster.Risk.Margin;

/// <summary>Days of a crisis that stay among the historical scenarios however long ago they are (SCN-5).</summary>
/// <param name="Name">What to call it, such as <c>March 2020</c>.</param>
/// <param name="FirstDay">The first day whose return counts.</param>
/// <param name="LastDay">The last one; not before the first.</param>
public sealed record StressedWindow(string Name, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Calendar days from first to last.</summary>
    public int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;

    /// <summary>True for a day of the window.</summary>
    public bool Contains(DateOnly day) => FirstDay <= day && day <= LastDay;

    internal static StressedWindow Read(RiskModelNode node)
    {
        var window = new StressedWindow(node.Text("name"), node.Day("first_day"), node.Day("last_day"));
        node.Require(window.FirstDay <= window.LastDay, "last_day", "must not be before first_day");
        return window;
    }
}
