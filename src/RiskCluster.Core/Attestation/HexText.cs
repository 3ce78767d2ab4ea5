using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Attestation;

/// <summary>Hashes and addresses as JSON strings.</summary>
internal sealed class HexText<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? T.Parse(reader.GetString()!, null) : throw new JsonException("is not a string of hexadecimal digits");
        }
        catch (FormatException problem)
        {
            throw new JsonException(problem.Message, problem);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
