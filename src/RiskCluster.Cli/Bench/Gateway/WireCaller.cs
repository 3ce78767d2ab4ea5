using System.Net.Sockets;
using System.Text;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>One connection that sends requests as bytes and reads their answers whole: as little of a client as there can be, so that what is measured is the server.</summary>
internal sealed class WireCaller : IDisposable
{
    private const int BufferSize = 1 << 18;
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[BufferSize];

    private WireCaller(Socket socket) => this.socket = socket;

    /// <summary>Connects.</summary>
    public static async Task<WireCaller> Open(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new(socket);
    }

    /// <summary>A request of HTTP/1.1.</summary>
    public static byte[] Request(string method, string path, string authorization, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: {authorization}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    /// <summary>Sends a request and reads what it is answered.</summary>
    /// <exception cref="InvalidOperationException">It is not answered with 200: names the answer.</exception>
    public async Task Call(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var length = 0;
        do
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (count == 0) throw new InvalidOperationException("the server has closed the connection");
            length += count;
        }
        while (!IsWhole(buffer.AsSpan(0, length)));
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException($"the bench was refused: {Encoding.UTF8.GetString(buffer, 0, length)}");
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    /// <summary>True when an answer is all there: it comes in chunks that end with an empty one, or says its length.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = text[..end];
        var field = head.IndexOf("Content-Length: "u8);
        if (field < 0) return text.EndsWith("\r\n0\r\n\r\n"u8);
        var digits = head[(field + "Content-Length: "u8.Length)..];
        var line = digits.IndexOf("\r\n"u8);
        return text.Length >= end + 4 + int.Parse(line < 0 ? digits : digits[..line], System.Globalization.CultureInfo.InvariantCulture);
    }
}
