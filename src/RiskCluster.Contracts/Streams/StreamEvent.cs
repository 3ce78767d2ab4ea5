using System.Text.Json;

namespace RiskCluster.Contracts.Streams;

/// <summary>
/// A line of a stream: <c>GET /v1/stream?channels=...</c>. As a server-sent event, <c>event</c> is the type, <c>id</c> the cursor to resume from and <c>data</c> this record; over WebSocket,
/// a text frame is this record.
/// </summary>
/// <param name="Channel"><c>margin.{venue/account}</c>, <c>portfolio.{owner}</c>, <c>portfolios</c>, <c>liquidations</c>, <c>oracle.{u}</c>, <c>parameters</c>.</param>
/// <param name="Type"><c>snapshot</c> first, then <c>delta</c>; <c>heartbeat</c> in between; <c>closed</c> with a reason at the end.</param>
/// <param name="Sequence">Of the channel, rising by 1 from its snapshot: a hole means that something was missed.</param>
/// <param name="Cursor">To resume from.</param>
/// <param name="Timestamp">Unix milliseconds.</param>
/// <param name="Data">What the endpoint of the channel answers.</param>
public sealed record StreamEvent(string Channel, string Type, long Sequence, string Cursor, long Timestamp, JsonElement? Data);
