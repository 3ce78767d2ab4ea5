using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Remote.Connecting;

namespace RiskCluster.Cli.Remote.Load;

/// <summary><c>riskcluster load</c>: calls a server as fast as a number of callers can, for a time, and tells throughput and latency.</summary>
internal static class LoadCommand
{
    private const int MostCallers = 1_000;
    private const double MostSeconds = 3_600;
    private static readonly Option<string> Kind = new("--kind") { Description = "check-order, positions, read or sse.", Required = true };
    private static readonly Option<string> Venue = new("--venue") { Description = "The venue that is called for.", Required = true };
    private static readonly Option<string> Instrument = new("--instrument") { Description = "What is traded and held.", Required = true };
    private static readonly Option<decimal> Price = new("--price") { Description = "Of orders and positions, USD.", Required = true };
    private static readonly Option<int> Callers = new("--callers") { Description = "How many call at the same time, each for an account of its own.", DefaultValueFactory = _ => 16 };
    private static readonly Option<double> Seconds = new("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 10 };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Kind.AcceptOnlyFromAmong([.. LoadWorks.Names]);
        return RemoteCall.Command("load", "Calls a server as fast as a number of callers can: throughput and latency.", Run, Kind, Venue, Instrument, Price, Callers, Seconds);
    }

    private static async Task Run(RemoteCall call)
    {
        var (callers, seconds) = (call.Value(Callers), call.Value(Seconds));
        if (callers is < 1 or > MostCallers) throw new InputException("--callers", "", $"is from 1 to {MostCallers}");
        if (!(seconds > 0 && seconds <= MostSeconds)) throw new InputException("--seconds", "", $"is above 0 and at most {MostSeconds}");
        var works = new LoadWorks(call.Api, call.Needed(Venue), call.Needed(Instrument), call.Value(Price));
        call.Show("Load", await LoadRun.Of(call.Needed(Kind), works.Of(call.Needed(Kind)), callers, TimeSpan.FromSeconds(seconds), call.Cancellation));
    }
}
