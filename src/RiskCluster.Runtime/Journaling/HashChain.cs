using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Runtime.Journaling;

/// <summary>
/// The chain over a stream: hash(n) = SHA-256(hash(n - 1), seq, epoch, time, and length and bytes of message, command hash, body and effects), integers little
/// endian; hash(0) = SHA-256(stream). Whoever changes, drops or moves an event changes every hash after it.
/// </summary>
public static class HashChain
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The chain of an empty stream.</summary>
    public static byte[] Start(string stream) => SHA256.HashData(Encoding.UTF8.GetBytes(stream));

    /// <summary>The chain after one more event; the event's own <see cref="JournalRecord.Hash"/> is not read.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, JournalRecord item)
    {
        ArgumentNullException.ThrowIfNull(item);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        AppendNumber(hash, item.Seq);
        AppendNumber(hash, item.Epoch);
        AppendNumber(hash, item.AtMs);
        AppendBytes(hash, Encoding.UTF8.GetBytes(item.Message.ToString()));
        AppendBytes(hash, item.CommandHash);
        AppendBytes(hash, item.Body);
        AppendBytes(hash, item.Effects);
        return hash.GetHashAndReset();
    }

    private static void AppendNumber(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    // Nothing and an empty array differ: -1 and 0.
    private static void AppendBytes(IncrementalHash hash, byte[]? bytes)
    {
        AppendNumber(hash, bytes?.Length ?? -1);
        if (bytes is not null) hash.AppendData(bytes);
    }
}
