using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GraphQLEngine.Server;

/// <summary>Chooses the format of an answer from the Accept header.</summary>
internal static class Negotiation
{
    public const string GraphQLResponse = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";

    // On a tie the richer status codes win, unless only a wildcard asked: */* means the plain media type.
    private static readonly (ResponseFormat Format, MediaTypeHeaderValue Type)[] Formats =
    [
        (ResponseFormat.GraphQLResponse, new MediaTypeHeaderValue(GraphQLResponse)),
        (ResponseFormat.Json, new MediaTypeHeaderValue(Json)),
        (ResponseFormat.EventStream, new MediaTypeHeaderValue(EventStream)),
    ];

    /// <returns>Null when the client accepts nothing that can be written.</returns>
    public static ResponseFormat? Choose(StringValues accept)
    {
        if (accept.Count <= 1)
        {
            // What nearly every client sends, answered without parsing.
            switch (accept.Count == 0 ? null : accept[0])
            {
                case null or "" or "*/*" or Json:
                    return ResponseFormat.Json;
                case GraphQLResponse:
                    return ResponseFormat.GraphQLResponse;
                case EventStream:
                    return ResponseFormat.EventStream;
            }
        }

        return MediaTypeHeaderValue.TryParseList(accept, out var wanted) ? Best(wanted) : ResponseFormat.Json;
    }

    private static ResponseFormat? Best(IList<MediaTypeHeaderValue> wanted)
    {
        ResponseFormat? best = null;
        var bestScore = 0.0;

        foreach (var (format, type) in Formats)
        {
            var score = Score(wanted, type, isDefault: format == ResponseFormat.Json);
            if (score > bestScore)
            {
                (best, bestScore) = (format, score);
            }
        }

        return best;
    }

    // Quality decides; between equal qualities a type that is named beats one that a wildcard covers,
    // and among those covered the default comes first.
    private static double Score(IList<MediaTypeHeaderValue> wanted, MediaTypeHeaderValue type, bool isDefault)
    {
        MediaTypeHeaderValue? match = null;
        foreach (var range in wanted)
        {
            if (Covers(range, type) && (match is null || Specificity(range) > Specificity(match)))
            {
                match = range;
            }
        }

        if (match is null || match.Quality == 0)
        {
            return 0;
        }

        var named = Specificity(match) == 2;
        return (match.Quality ?? 1) + (named ? 0.0002 : isDefault ? 0.0001 : 0);
    }

    private static bool Covers(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes
        || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase)));

    private static int Specificity(MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
}
