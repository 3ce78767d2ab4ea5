namespace RiskCluster.Runtime.Simulation;

/// <summary>Kills, freezes and confuses processes and the database for a while; then repairs everything.</summary>
internal sealed class SimSaboteur(SimWorld world, SimProcess[] processes)
{
    public async Task Work(double untilMs)
    {
        while (world.Loop.NowMs < untilMs)
        {
            await world.Wait(world.Loop.Between(100, 900));
            var victim = world.Loop.Random.Next(processes.Length);
            switch (world.Loop.Random.Next(8))
            {
                case 0 or 1: Kill(victim); break;
                case 2 or 3: Freeze(victim); break;
                case 4: world.Disk.Crash(); break;
                case 5: world.Disk.Stall(); break;
                case 6: Skew(victim); break;
                default: Darken(); break;
            }
        }

        world.Faults.AreOn = false;
        world.IsMarketDark = false;
        for (var i = 0; i < processes.Length; i++) Repair(i);
        world.Network.TrustAll();
    }

    private void Kill(int victim)
    {
        if (!processes[victim].IsUp) return;
        Fired($"process killed", victim);
        processes[victim].Crash();
        world.Network.Suspect(victim, isDown: true);
        world.Loop.After(world.Loop.Between(200, 3_000), () => Repair(victim));
    }

    private void Freeze(int victim)
    {
        if (!processes[victim].IsUp || processes[victim].IsPaused) return;
        Fired("process frozen", victim);
        processes[victim].Pause();
        world.Network.Suspect(victim, isDown: true);
        world.Loop.After(world.Loop.Between(100, 4_000), () => Repair(victim));
    }

    private void Repair(int victim)
    {
        var process = processes[victim];
        if (!process.IsUp) process.Start();
        else if (process.IsPaused) process.Resume();
        else return;
        world.Say($"p{victim} works again");
        world.Network.Suspect(victim, isDown: false);
    }

    private void Skew(int victim)
    {
        if (!processes[victim].IsUp) return;
        Fired("clock set", victim);
        processes[victim].SkewClock(world.Loop.Between(-250, 250));
    }

    private void Darken()
    {
        if (world.IsMarketDark) return;
        world.Faults.Count("sources silent");
        world.IsMarketDark = true;
        world.Loop.After(world.Loop.Between(1_000, 8_000), () => world.IsMarketDark = false);
    }

    private void Fired(string name, int victim)
    {
        world.Faults.Count(name);
        world.Say($"{name}: p{victim}");
    }
}
