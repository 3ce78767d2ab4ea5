using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Tests;

/// <summary>
/// A command that is accepted, and the ways to spoil it in the order in which the actor looks: each alone is refused for its own reason, and of any two the earlier is named.
/// </summary>
internal sealed class RefusalTable<TCase, TRejection>(string name, TCase accepted, Func<TCase, Problem?> decide)
    where TRejection : struct, Enum
{
    private readonly List<(TRejection Rejection, ProblemCode Code, Func<TCase, TCase> Spoil)> rows = [];

    public IEnumerable<TRejection> Rejections => rows.Select(row => row.Rejection);

    public RefusalTable<TCase, TRejection> Row(TRejection rejection, ProblemCode code, Func<TCase, TCase> spoil)
    {
        rows.Add((rejection, code, spoil));
        return this;
    }

    public void ShouldHold()
    {
        decide(accepted).ShouldBeNull($"{name}: unspoiled");
        Rejections.ShouldBeInOrder(SortDirection.Ascending, $"{name}: the order of the enum is the order of the checks");
        for (var i = 0; i < rows.Count; i++)
        {
            var problem = decide(rows[i].Spoil(accepted)).ShouldNotBeNull($"{name}: {rows[i].Rejection}");
            problem.Reason.ShouldBe(Reasons.Of(rows[i].Rejection), name);
            problem.Code.ShouldBe(rows[i].Code, $"{name}: {rows[i].Rejection}");
            problem.Detail.ShouldNotBeNullOrWhiteSpace();
            problem.Detail.ShouldNotContain("\n");
            for (var later = i + 1; later < rows.Count; later++)
                decide(rows[i].Spoil(rows[later].Spoil(accepted))).ShouldNotBeNull().Reason.ShouldBe(problem.Reason, $"{name}: {rows[i].Rejection} before {rows[later].Rejection}");
        }
    }

    public static void ShouldCoverAll(IEnumerable<RefusalTable<TCase, TRejection>> tables) =>
        tables.SelectMany(table => table.Rejections).Distinct().ShouldBe(Enum.GetValues<TRejection>(), ignoreOrder: true);
}
