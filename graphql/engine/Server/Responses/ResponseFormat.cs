namespace GraphQLEngine.Server;

/// <summary>How an answer is written.</summary>
public enum ResponseFormat
{
    /// <summary><c>application/graphql-response+json</c>: a refused request has a 4xx status.</summary>
    GraphQLResponse,

    /// <summary><c>application/json</c>: a well-formed request is answered with 200, whatever the document says.</summary>
    Json,

    /// <summary><c>text/event-stream</c>: results as they come, each an event.</summary>
    EventStream,
}
