using System.CommandLine;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary>Arguments and options that several remote commands have in common.</summary>
internal static class RemoteArguments
{
    public static readonly Argument<string> Venue = new("venue") { Description = "The venue's name." };
    public static readonly Argument<string> Account = new("account") { Description = "The account's name at that venue." };
    public static readonly Argument<string> Owner = new("owner") { Description = "The owner's name." };
    public static readonly Argument<string> Underlying = new("underlying") { Description = "Such as BTC." };
    public static readonly Argument<long> Number = new("number") { Description = "The version's number." };
    public static readonly Argument<string> Task = new("task") { Description = "The task's id." };
    public static readonly Option<string> Reason = new("--reason") { Description = "Why, for the record.", Required = true };
    public static readonly Option<int> Limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 200 };

    /// <summary>The time that names what has no number of its own: later is newer.</summary>
    public static long NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
