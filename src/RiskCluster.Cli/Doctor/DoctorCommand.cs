using System.CommandLine;
using Microsoft.Extensions.Configuration;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Cli.Serve;
using RiskCluster.Host.Figures;

namespace RiskCluster.Cli.Doctor;

/// <summary><c>riskcluster doctor</c>: what would keep a server from running well, and what to do about it; exit code 1 when something would.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "For machines." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("doctor", "Checks settings, database, clocks, disk, certificates, ports and machine of a server, before it starts or beside it; takes what serve takes.");
        ServeArguments.AddTo(command);
        command.Options.Add(Json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var found = await Look(parsed, cancellation);
            if (parsed.GetValue(Json)) WriteJson(parsed.InvocationConfiguration.Output, found);
            else WriteText(parsed.InvocationConfiguration.Output, found);
            return found.Any(item => item.Verdict == Verdict.Fail) ? CommandLine.Missed : 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Diagnosis>> Look(ParseResult parsed, CancellationToken cancellation)
    {
        var machine = MachineFacts.Here();
        try
        {
            var (options, now) = (ServeArguments.Read(parsed), DateTimeOffset.UtcNow);
            return
            [
                .. SettingsChecks.Of(options),
                .. MachineChecks.Of(machine, options.Engine),
                .. FolderChecks.Of(options),
                .. await JournalChecks.Of(options.JournalAddress, now, cancellation),
                .. CertificateChecks.Of(options, Framework(parsed), now),
                .. await PortChecks.Of(options, cancellation),
            ];
        }
        catch (InputException problem)
        {
            return [Diagnosis.Fail("settings", problem.Message, "correct appsettings.json, RiskCluster__NAME of the environment, or the command line"), .. MachineChecks.Of(machine, null)];
        }
    }

    // As the server itself reads them.
    private static IConfigurationRoot Framework(ParseResult parsed) => new ConfigurationBuilder()
        .SetBasePath(Directory.GetCurrentDirectory())
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(parsed.GetValue(ServeArguments.Settings) ?? [])
        .Build();

    private static void WriteText(TextWriter output, IReadOnlyList<Diagnosis> found)
    {
        var width = found.Max(item => item.Check.Length);
        foreach (var item in found)
        {
            output.WriteLine($"{Name(item.Verdict),-4}  {item.Check.PadRight(width)}  {item.Finding}");
            if (item.Remedy.Length > 0) output.WriteLine($"{new string(' ', width + 8)}-> {item.Remedy}");
        }

        output.WriteLine($"{found.Count(item => item.Verdict == Verdict.Ok)} ok, {found.Count(item => item.Verdict == Verdict.Warn)} warnings, {found.Count(item => item.Verdict == Verdict.Fail)} failures");
    }

    private static void WriteJson(TextWriter output, IReadOnlyList<Diagnosis> found) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteBoolean("ok", found.All(item => item.Verdict != Verdict.Fail));
        json.WriteObjects("checks", found, item =>
        {
            json.WriteString("check", item.Check);
            json.WriteString("verdict", Name(item.Verdict));
            json.WriteString("finding", item.Finding);
            if (item.Remedy.Length > 0) json.WriteString("remedy", item.Remedy);
        });
    });

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warn => "warn",
        _ => "fail",
    };
}
