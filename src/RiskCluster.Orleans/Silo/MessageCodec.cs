using Orleans;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Silo;

/// <summary>Brings messages between silos in the journal's JSON. Inside a silo they are not copied: they never change.</summary>
[Alias("riskcluster-json")]
public sealed class MessageCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <inheritdoc/>
    public bool IsSupportedType(Type type) => type == typeof(MessageCodec) || MessageJson.Carries(type);

    /// <inheritdoc/>
    public bool? IsTypeAllowed(Type type) => MessageJson.Carries(type) || MessageJson.IsOurs(type) ? true : null;

    /// <inheritdoc/>
    public object? DeepCopy(object? input, CopyContext context) => input;

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : System.Buffers.IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value!)) return;
        var type = value!.GetType();
        var json = MessageJson.Write(value, type);
        // The field is of the codec's own type, so that whoever reads it comes here; the message's type is the first member and its text the second.
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(MessageCodec), WireType.TagDelimited);
        ReferenceCodec.MarkValueField(writer.Session);
        // The encoded form is looked up and not parsed with every message.
        writer.WriteFieldHeaderExpected(0, WireType.LengthPrefixed);
        writer.Session.TypeCodec.WriteEncodedType(ref writer, type);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(1, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)json.Length);
        writer.Write(json);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference) return ReferenceCodec.ReadReference(ref reader, field.FieldType!);
        var place = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        Type? type = null;
        object? message = null;
        uint member = 0;
        for (var header = reader.ReadFieldHeader(); !header.IsEndBaseOrEndObject; header = reader.ReadFieldHeader())
        {
            member += header.FieldIdDelta;
            if (member > 1)
            {
                reader.ConsumeUnknownField(header);
                continue;
            }

            ReferenceCodec.MarkValueField(reader.Session);
            if (member == 0) type = reader.Session.TypeCodec.TryRead(ref reader);
            else message = MessageJson.Read(reader.ReadBytes(reader.ReadVarUInt32()), type);
        }

        ReferenceCodec.RecordObject(reader.Session, message!, place);
        return message;
    }
}
