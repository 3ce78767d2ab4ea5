using System.Buffers;
using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Risk.Engine;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>Why a margin is what it is, complete enough to be computed again elsewhere: the report, waterfall, vectors, allocation, and all inputs with their versions (MODEL MRG-10).</summary>
internal static class MarginExplanation
{
    /// <summary>The document, UTF-8. Money of the report is rounded and written as strings; whatever is computed with is written as doubles that read back to the same bits.</summary>
    /// <exception cref="UnpricedInstrumentException">The portfolio holds what cannot be priced.</exception>
    public static ReadOnlyMemory<byte> Of(BoardReading reading)
    {
        var report = new PortfolioReporter(reading.Margin, reading.Context.Model).Report(reading.Lots);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("report");
            JsonSerializer.Serialize(json, MarginReports.Of(reading), ApiJson.Options);
            ExplainJson.WritePortfolio(json, report, reading.Context.Scenarios);
            json.WriteStartObject("allocation");
            AllocationJson.Write(json, MarginReports.Allocation(reading));
            json.WriteEndObject();
            ExplainJson.WriteInputs(json, reading.Context, reading.Margin, reading.Accounts.SelectMany(account => account.Slots).Distinct().OrderBy(slot => reading.Margin.Instruments[slot].Name, StringComparer.Ordinal));
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
