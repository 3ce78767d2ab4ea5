using RiskCluster.Risk.Engine;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Tests;

namespace RiskCluster.Runtime.Tests.RiskBoard;

[Collection(RunsAlone.Name)]
public sealed class WorkerCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_unit_is_done_exactly_once_run_after_run(int workers)
    {
        using var crew = new WorkerCrew(workers);
        for (var units = 0; units < 300; units++)
        {
            var work = new CountingWork(units, workers);
            crew.Run(work);
            work.Done.ShouldAllBe(count => count == 1);
            work.WorkersAreInRange.ShouldBeTrue();
        }
    }

    [Fact]
    public void Several_threads_take_part()
    {
        using var crew = new WorkerCrew(2);
        var work = new MeetingWork();
        crew.Run(work);
        work.Met.ShouldBeTrue("two units that wait for each other can only finish on two threads");
    }

    [Fact]
    public void A_failing_unit_is_thrown_to_the_caller_and_the_crew_goes_on()
    {
        using var crew = new WorkerCrew(3);
        for (var round = 0; round < 50; round++)
        {
            var problem = Should.Throw<InvalidOperationException>(() => crew.Run(new FailingWork()));
            problem.InnerException.ShouldBeOfType<DivideByZeroException>();
            var work = new CountingWork(40, 3);
            crew.Run(work);
            work.Done.ShouldAllBe(count => count == 1);
        }
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        using var crew = new WorkerCrew(2);
        var work = new CountingWork(50, 2);
        for (var i = 0; i < 20; i++) crew.Run(work);
        // The count is the whole process's, which allocates something of its own now and then: the least of several rounds is the crew's.
        var bytes = Enumerable.Range(0, 10).Min(_ => Allocated(() =>
        {
            for (var i = 0; i < 200; i++) crew.Run(work);
        }));
        bytes.ShouldBeLessThan(200, "a single object a run would be 4,800 bytes");
    }

    private static long Allocated(Action body)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        body();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private sealed class CountingWork(int units, int workers) : IUnitWork
    {
        private volatile bool inRange = true;

        public int[] Done { get; } = new int[units];

        public bool WorkersAreInRange => inRange;

        public int UnitCount => units;

        public void RunUnit(int unit, int worker)
        {
            Interlocked.Increment(ref Done[unit]);
            if (worker < 0 || worker >= workers) inRange = false;
        }
    }

    private sealed class MeetingWork : IUnitWork
    {
        private int arrived;

        public bool Met { get; private set; }

        public int UnitCount => 2;

        public void RunUnit(int unit, int worker)
        {
            Interlocked.Increment(ref arrived);
            if (SpinWait.SpinUntil(() => Volatile.Read(ref arrived) == 2, TimeSpan.FromSeconds(20))) Met = true;
        }
    }

    private sealed class FailingWork : IUnitWork
    {
        public int UnitCount => 30;

        public void RunUnit(int unit, int worker)
        {
            if (unit == 7) throw new DivideByZeroException();
        }
    }
}
