using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Recording;

/// <summary>Requests as they go over the wire, and what their answers say.</summary>
public static class Messages
{
    /// <summary>The most codes of one import: their numbers have six digits.</summary>
    public const int MostCodes = 1_000_000;

    private const string Figures =
        "errors{__typename ... on InsufficientPointsError{balance} ... on OutOfStockError{left} ... on Error{message}}";

    /// <summary>The code of an import with this number.</summary>
    public static string Code(string import, long number) => string.Create(CultureInfo.InvariantCulture, $"{import}N{number:D6}");

    /// <summary>The bytes to send.</summary>
    public static byte[] Of(Request request, string token)
    {
        var (amount, id) = (request.Amount.ToString(CultureInfo.InvariantCulture), request.Id);
        return request.Kind switch
        {
            Kind.Claim => Post(token, "mutation($i:ClaimProductCodeInput!){r:claimProductCode(input:$i){claim{points balance} errors{__typename}}}",
                $$"""{"code":"{{request.Key}}"}"""),
            Kind.Redeem => Post(token, "mutation($i:RedeemMallItemInput!){r:redeemMallItem(input:$i){redemption{id points} balance " + Figures + "}}",
                $$"""{"itemId":"{{request.Key}}","quantity":{{amount}},"requestId":"{{id}}"}"""),
            Kind.Adjust => Post(token, "mutation($i:AdjustPointsInput!){r:adjustPoints(input:$i){posting{seq balanceAfter} errors{__typename ... on InsufficientPointsError{balance}}}}",
                $$"""{"memberId":"{{request.Member}}","points":{{amount}},"reason":"chaos","requestId":"{{id}}"}"""),
            Kind.Restock => Post(token, "mutation($i:RestockMallItemInput!){r:restockMallItem(input:$i){mallItem{id} errors{__typename}}}",
                $$"""{"itemId":"{{request.Key}}","quantity":{{amount}},"requestId":"{{id}}"}"""),
            Kind.AddItem => Post(token, "mutation($i:AddMallItemInput!){r:addMallItem(input:$i){mallItem{id} errors{__typename}}}",
                $$"""{"name":"{{id}}","price":{{Workload.Price}},"stock":{{amount}},"requestId":"{{id}}"}"""),
            Kind.Import => Upload(token, request),
            _ => Encoding.UTF8.GetBytes(Http(token, "application/json", "", """{"query":"{me{balance}}"}""")),
        };
    }

    /// <summary>The bytes that ask how far an import is.</summary>
    public static byte[] Progress(string import, string token) => Encoding.UTF8.GetBytes(Http(
        token, "application/json", "", $$$"""{"query":"{codeImport(id:\"{{{import}}}\"){status}}"}"""));

    /// <summary>What an answer says.</summary>
    /// <exception cref="InvalidOperationException">The request was no good: the recorder's own mistake.</exception>
    public static Answer Read(Kind kind, Reply reply)
    {
        using var json = JsonDocument.Parse(reply.Body);
        if (!json.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return reply.Status is >= 400 and < 500
                ? throw new InvalidOperationException($"{kind}: {reply.Status} {json.RootElement}")
                : Answer.Unknown(Cause(json.RootElement));
        }

        if (kind == Kind.Read)
        {
            return data.GetProperty("me") is { ValueKind: JsonValueKind.Object } me
                ? new Answer(Outcome.Ok, "", me.GetProperty("balance").GetInt64())
                : Answer.Unknown(Cause(json.RootElement));
        }

        if (!data.TryGetProperty("r", out var result) || result.ValueKind != JsonValueKind.Object)
        {
            return Answer.Unknown(Cause(json.RootElement));
        }

        return result.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0
            ? Refusal(errors[0])
            : Done(kind, result);
    }

    /// <summary>Whether an import has ended well, by the answer to <see cref="Progress"/>.</summary>
    public static bool HasSucceeded(Reply reply) =>
        Encoding.UTF8.GetString(reply.Body.Span).Contains("\"SUCCEEDED\"", StringComparison.Ordinal);

    private static Answer Done(Kind kind, JsonElement result)
    {
        switch (kind)
        {
            case Kind.Claim:
                var claim = result.GetProperty("claim");
                return new Answer(Outcome.Ok, "", claim.GetProperty("points").GetInt64(), claim.GetProperty("balance").GetInt64());
            case Kind.Redeem:
                var redemption = result.GetProperty("redemption");
                return new Answer(
                    Outcome.Ok,
                    redemption.GetProperty("id").GetString()!,
                    redemption.GetProperty("points").GetInt64(),
                    result.GetProperty("balance").GetInt64());
            case Kind.Adjust:
                var posting = result.GetProperty("posting");
                return new Answer(
                    Outcome.Ok, "", posting.GetProperty("seq").GetInt64(), posting.GetProperty("balanceAfter").GetInt64());
            case Kind.Import:
                return new Answer(Outcome.Ok, result.GetProperty("import").GetProperty("id").GetString()!);
            default:
                return new Answer(Outcome.Ok, result.GetProperty("mallItem").GetProperty("id").GetString()!);
        }
    }

    private static Answer Refusal(JsonElement error)
    {
        var type = error.GetProperty("__typename").GetString()!;
        return new Answer(
            Outcome.Refused,
            type,
            error.TryGetProperty("balance", out var balance) ? balance.GetInt64()
                : error.TryGetProperty("left", out var left) ? left.GetInt64() : 0);
    }

    private static string Cause(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors)
        && errors[0].TryGetProperty("extensions", out var more) && more.TryGetProperty("code", out var code)
            ? code.GetString()!
            : "no data";

    private static byte[] Post(string token, string query, string input) => Encoding.UTF8.GetBytes(Http(
        token, "application/json", "", $$"""{"query":"{{query}}","variables":{"i":{{input}} } }"""));

    private static byte[] Upload(string token, Request request)
    {
        const string Boundary = "chaos-boundary";
        const string Query = "mutation($i:ImportProductCodesInput!){r:importProductCodes(input:$i){import{id} errors{__typename}}}";
        var body = new StringBuilder();
        Part("operations", "", $$$"""{"query":"{{{Query}}}","variables":{"i":{"file":null,"batchName":"{{{request.Id}}}","requestId":"{{{request.Id}}}"} } }""");
        Part("map", "", """{"0":["variables.i.file"]}""");
        var codes = new StringBuilder("code\r\n");
        for (var i = 0L; i < request.Amount; i++)
        {
            codes.Append(Code(request.Key, i)).Append("\r\n");
        }

        Part("0", "; filename=\"codes.csv\"\r\nContent-Type: text/csv", codes.ToString());
        body.Append(CultureInfo.InvariantCulture, $"--{Boundary}--\r\n");
        return Encoding.UTF8.GetBytes(Http(
            token, $"multipart/form-data; boundary={Boundary}", "GraphQL-Preflight: 1\r\n", body.ToString()));

        void Part(string name, string more, string content) => body.Append(
            CultureInfo.InvariantCulture,
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{content}\r\n");
    }

    // Everything sent is ASCII: its length in signs is its length in bytes.
    private static string Http(string token, string type, string headers, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"POST /graphql HTTP/1.1\r\nHost: chaos\r\nContent-Type: {type}\r\nAuthorization: Bearer {token}\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");
}
