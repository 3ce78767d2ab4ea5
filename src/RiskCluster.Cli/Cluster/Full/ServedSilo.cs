using System.Diagnostics;
using System.Globalization;

namespace RiskCluster.Cli.Cluster;

/// <summary>One place for a silo that serves the API, and the process that has it now.</summary>
internal sealed class ServedSilo(string name, int apiPort, string journal, string data) : IDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int siloPort = Ports.Free();
    private Process? process;
    private StreamWriter? log;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Where its API is.</summary>
    public string Url { get; } = FormattableString.Invariant($"http://127.0.0.1:{apiPort}");

    /// <summary>The process now.</summary>
    public int ProcessId => process!.Id;

    /// <summary>True when it has ended, however.</summary>
    public bool HasEnded => process is null || process.HasExited;

    /// <summary>Starts a process; does not wait until it serves.</summary>
    public void Start()
    {
        Dispose();
        log = new(Path.Combine(data, $"{name}.log"), append: true) { AutoFlush = true };
        var program = Path.Combine(AppContext.BaseDirectory, "riskcluster.dll");
        string[] arguments =
        [
            "exec", program, "serve", "--engine", "orleans", "--silo", name, "--silo-port", siloPort.ToString(CultureInfo.InvariantCulture), "--urls", Url, "--data", data, "--journal", journal, "--while-input",
        ];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        process = Process.Start(start) ?? throw new InvalidOperationException($"{name} does not start");
        var (lines, gate) = (log, new Lock());
        void Write(object? sender, DataReceivedEventArgs line)
        {
            lock (gate) if (line.Data is { } text) lines.WriteLine(text);
        }

        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it is up. Whether a market is fresh, which its readiness asks for too, is the business of whoever posts prices.</summary>
    public async Task<bool> HasStarted()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"{Url}/health/startup"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGTERM, and waits: it drains.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop(CancellationToken patience)
    {
        using (var kill = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(patience);
        await process!.WaitForExitAsync(patience);
        return process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
        process = null;
        log?.Dispose();
    }
}
