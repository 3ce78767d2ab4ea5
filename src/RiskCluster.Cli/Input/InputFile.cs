using System.IO.Compression;
using System.Text;

namespace RiskCluster.Cli.Input;

/// <summary>Reads a text file, unpacking it when it is gzip; every failure is an <see cref="InputException"/>.</summary>
public static class InputFile
{
    /// <summary>No input of ours is near this: a file that unpacks to more is refused before it fills the memory.</summary>
    private const int MostBytes = 256 << 20;

    /// <summary>The text of a file, whatever its name says about compression.</summary>
    /// <exception cref="InputException">Not there, not readable, empty, damaged gzip, not UTF-8, or far too large.</exception>
    public static string ReadText(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes is [0x1F, 0x8B, ..]) bytes = Unpack(path, bytes);
            if (bytes.Length == 0) throw new InputException(path, "", "the file is empty");
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(path, "", "the file is not UTF-8 text");
        }
        catch (InvalidDataException)
        {
            throw new InputException(path, "", "the gzip data is damaged");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", problem is FileNotFoundException or DirectoryNotFoundException ? "no such file" : "the file cannot be read");
        }
    }

    private static byte[] Unpack(string path, byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        for (var count = gzip.Read(buffer); count > 0; count = gzip.Read(buffer))
        {
            if (unpacked.Length + count > MostBytes) throw new InputException(path, "", $"the file unpacks to more than {MostBytes >> 20} MB");
            unpacked.Write(buffer, 0, count);
        }

        return unpacked.ToArray();
    }
}
