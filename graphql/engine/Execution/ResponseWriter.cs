using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Writes responses as UTF-8 JSON, straight into the transport's buffer.</summary>
internal sealed class ResponseWriter(Utf8JsonWriter json)
{
    private readonly Utf8JsonWriter _json = json;

    private static readonly JsonEncodedText DataKey = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText ErrorsKey = JsonEncodedText.Encode("errors");
    private static readonly JsonEncodedText ExtensionsKey = JsonEncodedText.Encode("extensions");
    private static readonly ArrayBufferWriter<byte> Nowhere = new(1);

    [ThreadStatic]
    private static ResponseWriter? _idle;

    // The response goes into JSON bodies only, never into a page, so that letters stay letters.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes data, errors and extensions, each where it is there.</summary>
    public static void Write(
        IBufferWriter<byte> output,
        ResultObject? data,
        IReadOnlyList<GraphQLError>? errors,
        IReadOnlyDictionary<string, object?>? extensions) =>
        With(output, (data, errors, extensions), static (writer, parts) =>
        {
            writer._json.WriteStartObject();
            if (parts.errors is { Count: > 0 })
            {
                writer._json.WritePropertyName(ErrorsKey);
                writer.WriteErrors(parts.errors);
            }

            writer._json.WritePropertyName(DataKey);
            writer.WriteValue(parts.data);
            writer.WriteExtensions(parts.extensions);
            writer._json.WriteEndObject();
        });

    /// <summary>Writes a response that has errors and no data entry.</summary>
    public static void WriteErrors(IBufferWriter<byte> output, IReadOnlyList<GraphQLError> errors) =>
        With(output, errors, static (writer, errors) =>
        {
            writer._json.WriteStartObject();
            writer._json.WritePropertyName(ErrorsKey);
            writer.WriteErrors(errors);
            writer._json.WriteEndObject();
        });

    /// <summary>Writes the bare list of errors.</summary>
    public static void WriteErrorList(IBufferWriter<byte> output, IReadOnlyList<GraphQLError> errors) =>
        With(output, errors, static (writer, errors) => writer.WriteErrors(errors));

    private static void With<T>(IBufferWriter<byte> output, T state, Action<ResponseWriter, T> write)
    {
        var writer = _idle ?? new ResponseWriter(new Utf8JsonWriter(Nowhere, Options));
        _idle = null;
        writer._json.Reset(output);
        write(writer, state);
        writer._json.Flush();
        writer._json.Reset(Nowhere);
        _idle = writer;
    }

    private void WriteExtensions(IReadOnlyDictionary<string, object?>? extensions)
    {
        if (extensions is { Count: > 0 })
        {
            _json.WritePropertyName(ExtensionsKey);
            WriteValue(extensions);
        }
    }

    private void WriteErrors(IReadOnlyList<GraphQLError> errors)
    {
        _json.WriteStartArray();
        foreach (var error in ErrorList.Of(errors))
        {
            _json.WriteStartObject();
            _json.WriteString("message", error.Message);
            WriteLocations(error.Locations);
            if (error.Path is not null)
            {
                _json.WritePropertyName("path");
                WriteValue(error.Path);
            }

            WriteExtensions(error.Extensions);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteLocations(IReadOnlyList<SourceLocation> locations)
    {
        if (locations.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("locations");
        foreach (var location in locations)
        {
            _json.WriteStartObject();
            _json.WriteNumber("line", location.Line);
            _json.WriteNumber("column", location.Column);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteObject(ResultObject node)
    {
        _json.WriteStartObject();
        var fields = node.Plan.Fields;
        var values = node.Values;
        for (var i = 0; i < fields.Length; i++)
        {
            _json.WritePropertyName(fields[i].Key);
            WriteValue(values[i]);
        }

        _json.WriteEndObject();
    }

    private void WriteList(ResultList node)
    {
        _json.WriteStartArray();
        for (var i = 0; i < node.Count; i++)
        {
            WriteValue(node.Values[i]);
        }

        _json.WriteEndArray();
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null:
                _json.WriteNullValue();
                break;
            case string text:
                _json.WriteStringValue(text);
                break;
            case ResultObject node:
                WriteObject(node);
                break;
            case ResultList node:
                WriteList(node);
                break;
            case int number:
                _json.WriteNumberValue(number);
                break;
            case bool flag:
                _json.WriteBooleanValue(flag);
                break;
            case long number:
                _json.WriteNumberValue(number);
                break;
            case double number:
                _json.WriteNumberValue(number);
                break;
            case decimal number:
                _json.WriteNumberValue(number);
                break;
            default:
                WriteOther(value);
                break;
        }
    }

    private void WriteOther(object value)
    {
        switch (value)
        {
            case JsonElement element:
                element.WriteTo(_json);
                break;
            case float number:
                _json.WriteNumberValue(number);
                break;
            case ulong number:
                _json.WriteNumberValue(number);
                break;
            case uint or short or ushort or byte or sbyte:
                _json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> members:
                _json.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    _json.WritePropertyName(name);
                    WriteValue(member);
                }

                _json.WriteEndObject();
                break;
            case IEnumerable items:
                _json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(item);
                }

                _json.WriteEndArray();
                break;
            case IFormattable formattable:
                _json.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                _json.WriteStringValue(value.ToString());
                break;
        }
    }
}
