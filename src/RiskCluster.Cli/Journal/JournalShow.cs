using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Journal;

/// <summary><c>riskcluster journal show</c>: the streams, or the events of one.</summary>
internal static class JournalShow
{
    private const int HashCharacters = 12;
    private static readonly Argument<string?> Stream = new("stream") { Description = "A stream, such as Account:deribit/alice; without one the streams are listed.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<long> After = new("--after") { Description = "Only events after this number." };
    private static readonly Option<int> Count = new("--count") { Description = "How many rows at most.", DefaultValueFactory = _ => 100 };
    private static readonly Option<bool> Json = new("--json") { Description = "For machines." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("show", "List the streams, or the events of one.") { Stream, JournalAccess.Address, JournalAccess.Prefix, After, Count, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var count = parsed.GetValue(Count);
        if (count < 1) throw new InputException("--count", "", "is at least 1");
        var stream = parsed.GetValue(Stream);
        var output = parsed.InvocationConfiguration.Output;
        return JournalAccess.With(parsed, async (journal, cancellation) =>
        {
            if (stream is null)
            {
                // One more than is shown tells whether there are more.
                var heads = await journal.Streams(parsed.GetValue(JournalAccess.Prefix)!, cancellation).Take(count + 1).ToListAsync(cancellation);
                if (parsed.GetValue(Json)) WriteJson(output, heads, count);
                else WriteTable(output, heads, count);
                return 0;
            }

            if ((await journal.Heads([stream], cancellation)).Count == 0) throw new InputException("stream", "", $"there is no stream '{stream}'");
            var events = await journal.Read(stream, parsed.GetValue(After), cancellation).Take(count + 1).ToListAsync(cancellation);
            if (parsed.GetValue(Json)) WriteJson(output, stream, events, count);
            else WriteTable(output, stream, events, count);
            return 0;
        });
    }

    private static void WriteTable(TextWriter output, List<StreamHead> heads, int count)
    {
        var table = Terminal.Table("Streams", "stream", "#epoch", "#events", "#delivered", "hash");
        foreach (var head in heads.Take(count)) Terminal.Row(table, head.Stream, Number(head.Epoch), Number(head.Seq), Number(head.DeliveredSeq), Short(head.Hash));
        Terminal.On(output).Write(table);
        if (heads.Count > count) output.WriteLine("there are more: --prefix or --count");
    }

    private static void WriteTable(TextWriter output, string stream, List<JournalRecord> events, int count)
    {
        var table = Terminal.Table(stream, "#seq", "#epoch", "at (UTC)", "message", "hash", "body and effects");
        table.Columns[^1].NoWrap = false;
        foreach (var item in events.Take(count)) Terminal.Row(table, Number(item.Seq), Number(item.Epoch), At(item.AtMs), item.Message.ToString(), Short(item.Hash), Body(item));
        Terminal.On(output).Write(table);
        if (events.Count > count) output.WriteLine($"there are more: --after {events[count - 1].Seq}");
    }

    private static void WriteJson(TextWriter output, List<StreamHead> heads, int count) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteObjects("streams", heads.Take(count), head =>
        {
            json.WriteString("stream", head.Stream);
            json.WriteNumber("epoch", head.Epoch);
            json.WriteNumber("seq", head.Seq);
            json.WriteNumber("delivered_seq", head.DeliveredSeq);
            json.WriteString("hash", Convert.ToHexStringLower(head.Hash));
        });
        json.WriteBoolean("more", heads.Count > count);
    });

    private static void WriteJson(TextWriter output, string stream, List<JournalRecord> events, int count) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteString("stream", stream);
        json.WriteObjects("events", events.Take(count), item =>
        {
            json.WriteNumber("seq", item.Seq);
            json.WriteNumber("epoch", item.Epoch);
            json.WriteNumber("at_ms", item.AtMs);
            json.WriteString("message", item.Message.ToString());
            WriteDocument(json, "body", item.Body);
            if (item.Effects is not null) WriteDocument(json, "effects", item.Effects);
            json.WriteString("hash", Convert.ToHexStringLower(item.Hash));
        });
        json.WriteBoolean("more", events.Count > count);
    });

    private static void WriteDocument(Utf8JsonWriter json, string name, byte[] bytes)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(bytes);
    }

    private static string Body(JournalRecord item) => Encoding.UTF8.GetString(item.Body) + (item.Effects is null ? "" : " => " + Encoding.UTF8.GetString(item.Effects));

    private static string At(long atMs) => DateTimeOffset.FromUnixTimeMilliseconds(atMs).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash)[..HashCharacters];
}
