using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Asks, and asks again with the same message, until there is an answer that says something.</summary>
internal sealed class SimClient(SimWorld world)
{
    /// <summary>The answer; null when it has not come within so many attempts.</summary>
    public async Task<Answer<TEvent>?> Ask<TEvent>(Func<ValueTask<Answer<TEvent>>> tell, Func<Answer<TEvent>, bool> isFinal, int attempts = int.MaxValue)
        where TEvent : class
    {
        for (var i = 0; i < attempts; i++)
        {
            try
            {
                var answer = await tell();
                if (isFinal(answer)) return answer;
            }
            catch (ActorUnavailableException)
            {
                world.Faults.Count("answer unknown");
            }

            await world.Wait(world.Loop.Between(20, 300));
        }

        return null;
    }
}
