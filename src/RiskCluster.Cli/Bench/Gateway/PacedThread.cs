using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using RiskCluster.Host.Running;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>A caller with a thread and a socket of its own, which waits for each answer: it takes no thread that the server could use, and of the processors only what it must where it yields.</summary>
internal sealed class PacedThread
{
    private const int BufferSize = 1 << 18;
    private const int MostYielding = 19;
    private readonly Uri address;
    private readonly TimeSpan every;
    private readonly bool yields;
    private readonly Func<int, byte[]> request;
    private readonly TaskCompletionSource<List<double>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PacedThread(Uri address, TimeSpan every, bool yields, Func<int, byte[]> request) => (this.address, this.every, this.yields, this.request) = (address, every, yields, request);

    /// <summary>Calls at fixed times until told to end, or at once when a call took longer than that.</summary>
    /// <param name="address">Where.</param>
    /// <param name="every">How often.</param>
    /// <param name="yields">Whether the thread has the lowest priority that Linux knows; elsewhere it has that of all.</param>
    /// <param name="request">Makes each request, which is no part of its time.</param>
    /// <param name="end">Ends it.</param>
    /// <returns>What each call took, milliseconds.</returns>
    public static Task<List<double>> Run(Uri address, TimeSpan every, bool yields, Func<int, byte[]> request, CancellationToken end)
    {
        var caller = new PacedThread(address, every, yields, request);
        new Thread(() => caller.Work(end)) { IsBackground = true, Name = "bench caller" }.Start();
        return caller.done.Task;
    }

    private void Work(CancellationToken end)
    {
        try
        {
            if (yields && Niceness.Take(MostYielding) is not 0 and var error) throw new InvalidOperationException($"the thread's priority cannot be lowered: error {error}");
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(address.Host, address.Port);
            done.SetResult(Calls(socket, end));
        }
        catch (Exception problem) when (problem is SocketException or InvalidOperationException)
        {
            done.SetException(problem);
        }
    }

    private List<double> Calls(Socket socket, CancellationToken end)
    {
        var times = new List<double>();
        var buffer = new byte[BufferSize];
        var since = Stopwatch.GetTimestamp();
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var bytes = request(number);
            var started = Stopwatch.GetTimestamp();
            Call(socket, bytes, buffer);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            var wait = (number + 1) * every - Stopwatch.GetElapsedTime(since);
            if (wait > TimeSpan.Zero) end.WaitHandle.WaitOne(wait);
            else since += (long)(-wait.TotalSeconds * Stopwatch.Frequency);
        }

        return times;
    }

    private static void Call(Socket socket, byte[] bytes, byte[] buffer)
    {
        socket.Send(bytes);
        var length = 0;
        do
        {
            var count = socket.Receive(buffer.AsSpan(length));
            if (count == 0) throw new InvalidOperationException("the server has closed the connection");
            length += count;
        }
        while (!WireCaller.IsWhole(buffer.AsSpan(0, length)));
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException($"the bench was refused: {Encoding.UTF8.GetString(buffer, 0, length)}");
    }
}
