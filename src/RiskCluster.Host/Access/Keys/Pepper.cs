using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Host.Access.Keys;

/// <summary>
/// What all secrets are made of: 32 random bytes that only the server has. A key's secret follows from its id, and what is stored of it is a hash, so that neither the journal nor
/// a copy of the database lets anybody sign.
/// </summary>
public sealed class Pepper
{
    private const int Size = 32;
    private readonly byte[] bytes;

    private Pepper(byte[] bytes) => this.bytes = bytes;

    /// <summary>The pepper as a setting says it: 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">Anything else. The message does not show it.</exception>
    public static Pepper Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return hex.Length == 2 * Size && hex.All(char.IsAsciiHexDigit) ? new(Convert.FromHexString(hex)) : throw new FormatException("the pepper is not 64 hexadecimal digits");
    }

    /// <summary>The pepper of a data folder; made when there is none.</summary>
    /// <exception cref="FormatException">The file is not one.</exception>
    /// <exception cref="IOException">It cannot be read or made.</exception>
    public static Pepper Of(string folder) => Parse(PrivateFile.ReadOrMake(Path.Combine(folder, "pepper"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Size))));

    /// <summary>The secret of a key.</summary>
    public byte[] Secret(string keyId) => Hmac($"secret:{keyId}");

    /// <summary>What is stored of a key's secret, 64 hexadecimal digits in lower case.</summary>
    public string Hash(string keyId) => Convert.ToHexStringLower(HMACSHA256.HashData(bytes, Secret(keyId)));

    /// <summary>Some characters that follow from a text, which nobody else can make: so that an id that was never given out is known before anything is looked up.</summary>
    public string Mark(string text, int length) => Convert.ToHexStringLower(Hmac($"mark:{text}"))[..length];

    private byte[] Hmac(string text) => HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes(text));
}
