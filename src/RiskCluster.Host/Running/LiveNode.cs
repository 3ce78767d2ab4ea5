using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Configuration;
using RiskCluster.Journal;
using RiskCluster.Journal.Access;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Running;

/// <summary>
/// The node behind the API: opened when the process starts, beside the server, so that health can say how far it is; drained after the server has let its last request go.
/// </summary>
public sealed partial class LiveNode(ServeOptions options, NodeOptions nodeOptions, Pepper pepper, ConsoleText console, INodeEngine engine, IHostApplicationLifetime lifetime, ILogger<LiveNode> log) : IHostedService, IAccountOwners, IAsyncDisposable
{
    private static readonly TimeSpan MovePatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MovePause = TimeSpan.FromMilliseconds(100);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private Task opening = Task.CompletedTask;
    private IJournal? journal;
    private IAccessStore? access;
    private GroupedNonces? nonces;
    private volatile OpenNode? open;

    /// <summary>Ends when the node is open; fails as opening it failed.</summary>
    public Task Opened => opened.Task;

    /// <summary>True from when the node is open until it is drained.</summary>
    public bool IsOpen => open is not null;

    /// <summary>True when the process could not come up.</summary>
    public bool HasFailed => opened.Task.IsFaulted;

    /// <summary>The node.</summary>
    /// <exception cref="RefusedException">It is not open, so that the request is answered with 503.</exception>
    public IRiskNode Node => open?.Node ?? throw Refusals.Unavailable("not_open", "the process is starting or stopping");

    /// <summary>The actors.</summary>
    public IActors Actors => Node.Actors;

    /// <summary>The margins.</summary>
    public RiskBoard Board => Node.Board;

    /// <summary>What the actors have written, to be read.</summary>
    /// <exception cref="RefusedException">It is not open.</exception>
    public IJournal Journal => journal ?? throw Refusals.Unavailable("not_open", "the process is starting or stopping");

    /// <summary>Keys of those who are no venue.</summary>
    public IAccessStore Access => access ?? throw Refusals.Unavailable("not_open", "the process is starting or stopping");

    /// <summary>Nonces of signed requests.</summary>
    public GroupedNonces Nonces => nonces ?? throw Refusals.Unavailable("not_open", "the process is starting or stopping");

    /// <summary>The clock of the node's turns.</summary>
    public TimeProvider Clock => nodeOptions.Engine.Clock;

    /// <summary>The time, unix milliseconds.</summary>
    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async ValueTask<string?> OwnerOf(string account, CancellationToken cancellation) =>
        Core.Turns.KeyName.IsValidAccount(account) ? (await Actors.Account(account).Read(fenced: false, cancellation)).State.Link?.Owner : null;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        opening = Task.Run(Open, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await opening;
        if (Interlocked.Exchange(ref open, null) is { } last) await last.Life.DisposeAsync();
        if (Interlocked.Exchange(ref nonces, null) is { } waiting) await waiting.DisposeAsync();
        if (Interlocked.Exchange(ref access, null) is { } keys) await keys.DisposeAsync();
        if (Interlocked.Exchange(ref journal, null) is { } written) await written.DisposeAsync();
    }

    private async Task Open()
    {
        try
        {
            var model = RiskModel.Load(options.Model);
            var calibration = new ModelCalibration(CloseHistory.Read(options.History));
            Directory.CreateDirectory(options.Data);
            journal = await JournalFactory.Open(options.JournalAddress, stopping.Token);
            access = await AccessStores.Open(options.JournalAddress, stopping.Token);
            nonces = new(access, Clock);
            open = await engine.Open(options, journal, calibration, nodeOptions, stopping.Token);
            var fresh = open.Node;
            await Patiently(() => Genesis.Establish(fresh.Actors, model, options.Governors, stopping.Token));
            await FirstKey.Give(this, new(this, pepper), console.Writer, stopping.Token);
            Log.Opened(log, options.Model, fresh.Resumed, fresh.Missing.Count);
            opened.SetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            opened.TrySetCanceled();
        }
        catch (Exception problem)
        {
            // What is wrong with a store says so itself.
            if (problem is JournalUnavailableException or IOException or UnauthorizedAccessException) Log.StoreNotOpened(log, problem.Message);
            else Log.NotOpened(log, problem);
            opened.TrySetException(problem);
            // A start that is under way is let end: cut off, it would say nothing but that it was.
            lifetime.ApplicationStarted.Register(lifetime.StopApplication);
        }
    }

    // The members of a cluster change as this process joins it, and actors are on their way: the same message again tells what became of it.
    private async Task Patiently(Func<Task> establish)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await establish();
                return;
            }
            catch (ActorUnavailableException) when (open?.Node.Peers is not null && Stopwatch.GetElapsedTime(since) < MovePatience)
            {
                await Task.Delay(MovePause, stopping.Token);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Open: model {Model}, {Resumed} actors came back, {Missing} did not")]
        public static partial void Opened(ILogger log, string model, int resumed, int missing);

        [LoggerMessage(2, LogLevel.Critical, "The process cannot come up")]
        public static partial void NotOpened(ILogger log, Exception problem);

        [LoggerMessage(3, LogLevel.Critical, "The process cannot come up: {Problem}")]
        public static partial void StoreNotOpened(ILogger log, string problem);
    }
}
