using GraphQLEngine.Execution;

namespace GraphQLEngine.Server;

/// <summary>Where the results of one operation go when they are not one HTTP response.</summary>
internal interface IResultSink
{
    /// <summary>Writes what precedes a result; the result is written behind it.</summary>
    void BeginNext(PooledBuffer frame);

    /// <summary>Closes the frame and sends it; waits while the client has not taken what was sent before.</summary>
    ValueTask SendNextAsync(PooledBuffer frame, CancellationToken cancellation);

    /// <summary>Ends the operation with errors in place of results.</summary>
    ValueTask FailAsync(IReadOnlyList<GraphQLError> errors, CancellationToken cancellation);

    /// <summary>Ends the operation.</summary>
    ValueTask CompleteAsync(CancellationToken cancellation);
}
