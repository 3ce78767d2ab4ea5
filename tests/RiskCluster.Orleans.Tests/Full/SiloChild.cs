using System.Globalization;
using System.Text;
using RiskCluster.Cli.Chaos;
using RiskCluster.Core.Json;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>A process that is a silo, as the rig sees it: what <see cref="SiloProgram"/> answers.</summary>
/// <param name="arguments">What the program takes.</param>
internal sealed class SiloChild(IEnumerable<string> arguments) : AskedProcess("RiskCluster.Orleans.Tests.dll", arguments)
{
    /// <summary>Sets its clock.</summary>
    public Task SetClock(long ticks) => Answered("clock", ticks.ToString(CultureInfo.InvariantCulture));

    /// <summary>One look at what is at home on it; the number of members, or null when somebody did not answer it.</summary>
    public async Task<int?> Look() => await Ask("look") is { } members ? int.Parse(members, CultureInfo.InvariantCulture) : null;

    /// <summary>A margin cycle; every figure of its board.</summary>
    public async Task<Dictionary<string, PortfolioFigure>> Cycle() => CoreJson.Read<Dictionary<string, PortfolioFigure>>(Encoding.UTF8.GetBytes(await Answered("cycle")));

    /// <summary>Whether nothing of it waits to be delivered.</summary>
    public async Task<bool> IsDelivered() => bool.Parse(await Answered("delivered"));

    private async Task<string> Answered(string question, string details = "") =>
        await Ask(question, details).WaitAsync(ProcessRig.Patience) ?? throw new InvalidOperationException($"process {ProcessId} does not answer to '{question}'");
}
