using System.Runtime.CompilerServices;
using System.Security.Claims;
using GreenDonut;
using GreenDonut.Data;
using HotChocolate;
using HotChocolate.Authorization;
using HotChocolate.Types;
using HotChocolate.Types.Pagination;
using HotChocolate.Types.Relay;

namespace GraphQLEngine.Tests.Binding;

/// <summary>One of each shape that annotated C# may have.</summary>
public static class Library
{
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(ICatalogueEntry), typeof(ILendError), typeof(ILibraryEvent), typeof(AlreadyLentError), typeof(UnknownBookError),
        typeof(BookLent), typeof(BookReturned), typeof(BookNode), typeof(BookQueries), typeof(BookMutations), typeof(BookSubscriptions),
    ];
}

/// <summary>How a book is bound.</summary>
public enum BookBinding
{
    /// <summary>In boards.</summary>
    Hardcover,

    PocketBook,

    [GraphQLName("E_BOOK")]
    Electronic,
}

/// <summary>Something the catalogue lists.</summary>
[InterfaceType("Entry")]
public interface ICatalogueEntry
{
    /// <summary>What it is called.</summary>
    string Title { get; }
}

/// <summary>A book.</summary>
/// <param name="Id">Its <c>number</c>.</param>
/// <param name="Title">What stands on it.</param>
public sealed record Book(
    [property: ID] string Id, string Title, BookBinding Binding, long Pages, DateTimeOffset? Printed, [property: GraphQLIgnore] string AuthorName)
    : ICatalogueEntry
{
    [Obsolete("Count them.")]
    public IReadOnlyList<string?>? Chapters => ["one", null];
}

public sealed record Author(string Name);

[UnionType("LendError")]
public interface ILendError;

[ObjectType]
public sealed record AlreadyLentError(string Since) : ILendError;

[ObjectType]
public sealed record UnknownBookError : ILendError
{
    public string Message { get; } = "No such book.";
}

/// <param name="BookId">Which.</param>
public sealed record LendInput([property: ID] string BookId, [property: DefaultValue(14)] int Days, IReadOnlyList<BookBinding>? Rather, string Note = "none");

public sealed record LendPayload(Book? Book, IReadOnlyList<ILendError>? Errors);

[OneOf]
public sealed record BookByInput([property: ID] string? Id, string? Title);

[UnionType("LibraryEvent")]
public interface ILibraryEvent;

[ObjectType]
public sealed record BookLent(Book Book, int Nth) : ILibraryEvent;

[ObjectType]
public sealed record BookReturned(string Title) : ILibraryEvent;

public interface IShelf
{
    Book Find(string id);
}

public sealed class Shelf : IShelf
{
    public Book Find(string id) =>
        new(id, "Title " + id, BookBinding.PocketBook, 4_000_000_000, new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero), "Author " + id);
}

public sealed class AuthorByName(BatchLog log, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, Author>(scheduler, options)
{
    protected override async Task<IReadOnlyDictionary<string, Author>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        log.Batches.Add([.. keys]);
        await Task.Yield();
        return keys.Where(key => key != "Author lost").ToDictionary(key => key, key => new Author(key));
    }
}

public sealed class BatchLog
{
    public List<string[]> Batches { get; } = [];
}

[ObjectType<Book>]
public static partial class BookNode
{
    /// <summary>Who wrote it.</summary>
    public static async Task<Author?> GetAuthorAsync([Parent] Book book, AuthorByName authors, CancellationToken cancellation) =>
        await authors.LoadAsync(book.AuthorName, cancellation);

    public static string Shout([Parent] Book book) => book.Title.ToUpperInvariant();

    [Authorize(Roles = ["librarian"])]
    public static string? GetSecret([Parent] Book book) => book.AuthorName;
}

[QueryType]
public static partial class BookQueries
{
    /// <summary>A book by its id or title.</summary>
    /// <param name="by">Which of the two.</param>
    [AllowAnonymous]
    public static Book? GetBook(BookByInput by, IShelf shelf) => by.Id is null ? null : shelf.Find(by.Id);

    [UsePaging]
    [AllowAnonymous]
    public static Task<Connection<Book>> GetBooksAsync(string? search, PagingArguments page, IShelf shelf)
    {
        var edges = Enumerable.Range(1, page.First ?? page.Last ?? 0)
            .Select(i => new Edge<Book>(shelf.Find(search + i), $"c{i}"))
            .ToList();
        return Task.FromResult(new Connection<Book>(
            edges, new ConnectionPageInfo(page.Last is null, page.After is not null, edges[0].Cursor, edges[^1].Cursor)));
    }

    [Authorize]
    public static string GetReader(ClaimsPrincipal user) => user.Identity!.Name!;

    [Authorize(Roles = ["librarian", "director"])]
    public static int[] GetNumbers(int[] of, double scale = 1.5) => [.. of.Select(number => (int)(number * scale))];

    public static string? GetForgotten() => "Nobody said who may see this.";

    [AllowAnonymous]
    public static string? GetRefused() =>
        throw new HotChocolate.GraphQLException(ErrorBuilder.New().SetMessage("Not now.").SetCode("LATER").SetExtension("minutes", 5).Build());
}

[MutationType]
public static partial class BookMutations
{
    [AllowAnonymous]
    public static ValueTask<LendPayload> LendAsync(LendInput input, IShelf shelf) => new(input.BookId switch
    {
        "lent" => new LendPayload(null, [new AlreadyLentError(input.Note), new UnknownBookError()]),
        _ => new LendPayload(shelf.Find($"{input.BookId}-{input.Days}-{string.Join('+', input.Rather ?? [])}"), null),
    });

    [AllowAnonymous]
    public static async Task<string> ScanAsync(IFile file, CancellationToken cancellation)
    {
        await using var content = file.OpenReadStream();
        using var reader = new StreamReader(content);
        return $"{file.Name}: {await reader.ReadToEndAsync(cancellation)}";
    }
}

[SubscriptionType]
public static partial class BookSubscriptions
{
    /// <summary>What happens.</summary>
    [Subscribe(With = nameof(FollowAsync))]
    [Authorize(Roles = ["librarian"], Apply = ApplyPolicy.Validation)]
    public static ILibraryEvent LibraryFeed([EventMessage] ILibraryEvent happened, [ID] string of) => happened;

    private static async IAsyncEnumerable<ILibraryEvent> FollowAsync(
        string of, IShelf shelf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        yield return new BookLent(shelf.Find(of), 1);
        yield return new BookReturned(of);
    }
}
