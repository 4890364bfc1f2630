namespace GraphQLEngine.Execution;

/// <summary>The limits and switches of an <see cref="Executor"/>. Zero in a limit means "no limit".</summary>
public sealed record ExecutorOptions
{
    /// <summary>
    /// Tokens a document may have; longer ones are not read to the end. Default 10,000: no honest page needs more.
    /// </summary>
    public int MaxTokens { get; init; } = 10_000;

    /// <summary>Levels of fields below the root; introspection is not counted. Default 20.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Aliases in a document. Default 50.</summary>
    public int MaxAliases { get; init; } = 50;

    /// <summary>
    /// What an operation may cost: 1 for each object it may give, and the weights of <see cref="Types.FieldCost"/>.
    /// Lists count with the size that <see cref="Types.ListSize"/> tells. Default: no limit.
    /// </summary>
    public double MaxCost { get; init; }

    /// <summary>The size of a list of which nothing is told. Default 10.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>Whether <c>extensions.cost</c> tells what an operation costs and may cost. Default no.</summary>
    public bool ReportCost { get; init; }

    /// <summary>Whether <c>__schema</c> and <c>__type</c> are answered. Default yes; off in production.</summary>
    public bool Introspection { get; init; } = true;

    /// <summary>Whether errors suggest names ("Did you mean …?"). Default yes; off in production.</summary>
    public bool Suggestions { get; init; } = true;

    /// <summary>
    /// How long a query or mutation may take. Default 30 s; zero for no limit. Subscriptions last as long as they do.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many documents are kept parsed, validated and planned. Default 1,000.</summary>
    public int CachedDocuments { get; init; } = 1_000;

    /// <summary>
    /// Refuses a scalar's value that the schema takes and the application cannot, wherever it stands in a document or
    /// in variables. It gets the place (the name of the argument or input field; of a variable its name and the path
    /// inside, as <c>input.lines[0].product</c>) and the value as resolvers would get it. What it answers is told, and
    /// nothing of the operation runs; null lets the value through. By default every value goes through.
    /// </summary>
    public Func<string, object, GraphQLError?>? RefuseInput { get; init; }

    /// <summary>
    /// Turns an exception that a resolver let escape into what the client is told. The given error already has its
    /// place and path, and an opaque id in <c>extensions.id</c>; by default it is told as it is, its message saying
    /// nothing of the exception. Log the exception with the id here.
    /// </summary>
    public Func<Exception, GraphQLError, GraphQLError>? OnException { get; init; }

    /// <summary>The clock of time-outs and telemetry.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
