using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskCluster.Chain.Tests;

/// <summary>The process that compiles the contracts and keeps the chain; one for all tests of a class, asked one line at a time.</summary>
public sealed class ChainProcess : IDisposable
{
    private readonly Process? process;

    public ChainProcess()
    {
        if (ChainTools.Missing is not null) return;
        process = Process.Start(new ProcessStartInfo("node", ["chain.mjs", ChainTools.Contracts, ChainTools.Folder]) { WorkingDirectory = ChainTools.Folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Compiled = Read();
    }

    /// <summary>What the compiler said: <c>problems</c>, and the bytes of each contract under <c>sizes</c>.</summary>
    public JsonObject Compiled { get; } = [];

    public JsonObject Ask(object request)
    {
        process!.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        process.StandardInput.Flush();
        var answer = Read();
        return answer["fault"] is { } fault ? throw new InvalidOperationException(fault.ToString()) : answer;
    }

    public void Dispose()
    {
        process?.StandardInput.Close();
        process?.WaitForExit();
        process?.Dispose();
    }

    private JsonObject Read() => JsonNode.Parse(process!.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the chain has ended"))!.AsObject();
}
