using System.Buffers;
using System.Globalization;
using System.Text;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Streams;

/// <summary>An event as its bytes: written once, sent to any number of subscribers. Only the cursor between its halves is each subscriber's own.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Number">Rising over all channels of the process: what a cursor says.</param>
/// <param name="Head">All before the cursor.</param>
/// <param name="Tail">All after it.</param>
internal sealed record StreamFrame(FrameType Type, long Number, byte[] Head, byte[] Tail)
{
    /// <summary>An event of a channel.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="channel">Whose; empty for all of a subscriber's.</param>
    /// <param name="sequence">Of the channel.</param>
    /// <param name="number">Over all channels.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    /// <param name="data">JSON; empty when there is nothing to tell.</param>
    public static StreamFrame Of(FrameType type, string channel, long sequence, long number, long nowMs, ReadOnlyMemory<byte> data)
    {
        // Names of channels and types need no escapes: that is their rule.
        var head = string.Create(CultureInfo.InvariantCulture, $"{{\"channel\":\"{channel}\",\"type\":\"{Reasons.Of(type)}\",\"sequence\":{sequence},\"timestamp\":{nowMs},\"cursor\":\"");
        if (data.IsEmpty) return new(type, number, Encoding.UTF8.GetBytes(head), "\"}"u8.ToArray());
        var tail = new ArrayBufferWriter<byte>(data.Length + 16);
        tail.Write("\",\"data\":"u8);
        tail.Write(data.Span);
        tail.Write("}"u8);
        return new(type, number, Encoding.UTF8.GetBytes(head), tail.WrittenSpan.ToArray());
    }

    /// <summary>Writes the event with a subscriber's cursor.</summary>
    public void Write(IBufferWriter<byte> writer, string cursor)
    {
        writer.Write(Head);
        Encoding.UTF8.GetBytes(cursor, writer);
        writer.Write(Tail);
    }
}
