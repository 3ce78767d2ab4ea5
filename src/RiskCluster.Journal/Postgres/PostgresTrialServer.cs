using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RiskCluster.Journal.Postgres;

/// <summary>
/// A PostgreSQL server of its own in a temporary folder, for trials and tests: real durability settings, loopback only, may be killed and started again, gone when disposed, and when this process
/// ends, however it ends.
/// </summary>
public sealed class PostgresTrialServer : IDisposable
{
    private const string Owner = "postgres";
    private const string Session = "/usr/bin/setsid";
    private const int StartTimeoutSeconds = 60;
    private const int KillTimeoutSeconds = 20;
    private const int EndTimeoutSeconds = 60;
    private readonly string binaries;
    private readonly string folder;
    private readonly Process warden;

    private PostgresTrialServer(string binaries)
    {
        this.binaries = binaries;
        folder = Directory.CreateTempSubdirectory("riskcluster-postgres-").FullName;
        Port = FreePort();
        warden = Warden();
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port { get; }

    /// <summary>The journal address of its database.</summary>
    public string Address => $"postgres:{ConnectionString("postgres")}";

    /// <summary>The process number of the server.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Data => Path.Combine(folder, "data");

    /// <summary>The folder of the newest server's programs; null where there is none.</summary>
    public static string? Find()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian) ? Directory.GetDirectories(debian).Select(version => Path.Combine(version, "bin")).OrderDescending(StringComparer.Ordinal) : Enumerable.Empty<string>();
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(path).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "pg_ctl")));
    }

    /// <summary>Starts a new server.</summary>
    /// <exception cref="InvalidOperationException">There is none on this machine, or it does not start; the message holds its own.</exception>
    public static PostgresTrialServer Start()
    {
        var server = new PostgresTrialServer(Find() ?? throw new InvalidOperationException("there is no PostgreSQL server on this machine"));
        try
        {
            server.Create();
            server.Restart();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>The connection string of one of its databases.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={Owner};Database={database};Timeout=5;SSL Mode=Disable";

    /// <summary>Starts it, or starts it again after <see cref="Kill"/>: it recovers from its log first.</summary>
    public void Restart() => Run("pg_ctl", "start", "-w", "-t", $"{StartTimeoutSeconds}", "-D", Data, "-l", Path.Combine(folder, "log"));

    /// <summary>Kills it and all its processes without warning (SIGKILL); answers the number of the process that was.</summary>
    public int Kill()
    {
        var server = ProcessId;
        // The parent first, which would start others.
        KillAll([server, .. Children(server)]);
        // A dead process that nobody has collected yet still counts as alive to the next server's check of this file.
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        return server;
    }

    /// <summary>Stops it and deletes its folder.</summary>
    /// <exception cref="InvalidOperationException">It does not stop.</exception>
    public void Dispose()
    {
        warden.StandardInput.Close();
        if (!warden.WaitForExit(TimeSpan.FromSeconds(EndTimeoutSeconds))) throw new InvalidOperationException($"the server in {folder} does not stop");
        warden.Dispose();
    }

    // Waits for the end of its input, which comes with the end of this process, by whatever signal, and then stops the server and deletes the folder. In a session of its own, so that what is sent
    // to the terminal's or the caller's processes does not reach it.
    private Process Warden()
    {
        var stop = string.Join(' ', Line("pg_ctl", "stop", "-m", "immediate", "-D", Data).Select(part => $"'{part}'"));
        var script = $"trap '' INT TERM HUP; cd /; cat; if [ -e '{Data}/postmaster.pid' ]; then {stop}; fi; rm -rf '{folder}'";
        string[] shell = ["sh", "-c", $"{{ {script}; }} > /dev/null 2>&1"];
        var line = File.Exists(Session) ? [Session, .. shell] : shell;
        return Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true }) ?? throw new InvalidOperationException("sh does not start");
    }

    private void Create()
    {
        if (Environment.IsPrivilegedProcess) Execute("chown", Owner, folder);
        Run("initdb", "-D", Data, "-U", Owner, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync");
        var settings = Path.Combine(Data, "postgresql.conf");
        File.AppendAllText(
            settings,
            string.Create(CultureInfo.InvariantCulture, $"\nport = {Port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = on\nsynchronous_commit = on\nfull_page_writes = on\nmax_connections = 150\nshared_buffers = 64MB\n"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static List<int> Children(int parent) =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Where(id => ParentOf(id) == parent)];

    private static int ParentOf(int process) => Stat(process) is { } stat ? int.Parse(stat[1], CultureInfo.InvariantCulture) : 0;

    // Dead but not yet collected by its parent, or gone: both hold no file and no socket any more.
    private static bool IsDead(int process) => Stat(process) is not { } stat || stat[0] is "Z" or "X";

    /// <summary>State, parent and so on of a process; null when it is gone.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            // pid (name) state ppid ...: a name may hold anything, so what follows the last bracket counts.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void KillAll(IReadOnlyCollection<int> ids)
    {
        foreach (var id in ids)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
            {
                // Gone meanwhile.
            }
        }

        if (!SpinWait.SpinUntil(() => ids.All(IsDead), TimeSpan.FromSeconds(KillTimeoutSeconds))) throw new InvalidOperationException("the server does not die");
    }

    private void Run(string program, params string[] arguments)
    {
        var (code, output) = Try(program, arguments);
        if (code != 0) throw new InvalidOperationException($"{program} ended with {code}: {output}");
    }

    private (int Code, string Output) Try(string program, params string[] arguments)
    {
        var line = Line(program, arguments);
        return Execute(line[0], line[1..]);
    }

    // The server refuses to run as root.
    private string[] Line(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        return Environment.IsPrivilegedProcess ? ["runuser", "-u", Owner, "--", path, .. arguments] : [path, .. arguments];
    }

    // The server inherits the output and never closes it, so it goes to a file and not to a pipe.
    private (int Code, string Output) Execute(string program, params string[] arguments)
    {
        var output = Path.Combine(folder, "output");
        var line = string.Join(' ', new[] { program }.Concat(arguments).Select(part => $"'{part}'"));
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"{line} > '{output}' 2>&1 < /dev/null"]) { WorkingDirectory = folder })!;
        process.WaitForExit();
        return (process.ExitCode, File.ReadAllText(output).Trim());
    }
}
