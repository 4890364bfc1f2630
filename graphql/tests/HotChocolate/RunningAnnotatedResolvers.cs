using HotChocolate.Types;

namespace GraphQLEngine.Tests.Binding;

public sealed class RunningAnnotatedResolvers
{
    private readonly Reading _library = new();

    [Fact]
    public async Task Reads_properties_services_and_further_fields() => Assert.Equal(
        """{"data":{"book":{"id":"7","title":"Title 7","binding":"POCKET_BOOK","pages":4000000000,"printed":"2026-02-03T04:05:06.789Z","shout":"TITLE 7","chapters":["one",null]}}}""",
        await _library.AskAsync("""{ book(by: {id: 7}) { id title binding pages printed shout chapters } }"""));

    [Fact]
    public async Task Gives_null_where_there_is_nothing() =>
        Assert.Equal("""{"data":{"book":null}}""", await _library.AskAsync("""{ book(by: {title: "x"}) { id } }"""));

    [Fact]
    public async Task Loads_what_siblings_ask_for_in_one_batch()
    {
        var response = await _library.AskAsync(
            """{ a: book(by: {id: "1"}) { author { name } } b: book(by: {id: "2"}) { author { name } } c: book(by: {id: "1"}) { author { name } } d: book(by: {id: "lost"}) { author { name } } }""");

        Assert.Equal(
            """{"data":{"a":{"author":{"name":"Author 1"}},"b":{"author":{"name":"Author 2"}},"c":{"author":{"name":"Author 1"}},"d":{"author":null}}}""",
            response);
        Assert.Equal([["Author 1", "Author 2", "Author lost"]], _library.Batches);
    }

    [Fact]
    public async Task Loads_anew_for_the_next_request()
    {
        await _library.AskAsync("""{ book(by: {id: "1"}) { author { name } } }""");
        await _library.AskAsync("""{ book(by: {id: "1"}) { author { name } } }""");

        Assert.Equal([["Author 1"], ["Author 1"]], _library.Batches);
    }

    [Fact]
    public async Task Makes_input_objects_with_their_defaults() => Assert.Equal(
        """{"data":{"a":{"book":{"id":"9-14-"}},"b":{"book":{"id":"9-3-Hardcover+Electronic"}}}}""",
        await _library.AskAsync(
            """mutation { a: lend(input: {bookId: "9"}) { book { id } } b: lend(input: {bookId: "9", days: 3, rather: [HARDCOVER, E_BOOK]}) { book { id } } }"""));

    [Fact]
    public async Task Makes_input_objects_from_variables() => Assert.Equal(
        """{"data":{"lend":{"book":{"id":"5-2-PocketBook"}}}}""",
        await _library.AskAsync(
            "mutation($input: LendInput!) { lend(input: $input) { book { id } } }",
            variables: new Dictionary<string, object?>
            {
                ["input"] = new Dictionary<string, object?>
                {
                    ["bookId"] = 5L,
                    ["days"] = 2L,
                    ["rather"] = new List<object?> { "POCKET_BOOK" },
                },
            }));

    [Fact]
    public async Task Tells_the_members_of_a_union_apart() => Assert.Equal(
        """{"data":{"lend":{"book":null,"errors":[{"__typename":"AlreadyLentError","since":"none"},{"__typename":"UnknownBookError","message":"No such book."}]}}}""",
        await _library.AskAsync(
            """mutation { lend(input: {bookId: "lent"}) { book { id } errors { __typename ... on AlreadyLentError { since } ... on UnknownBookError { message } } } }"""));

    [Fact]
    public async Task Takes_lists_and_C_sharp_defaults() => Assert.Equal(
        """{"data":{"numbers":[3,6],"doubled":[4]}}""",
        await _library.AskAsync("{ numbers(of: [2, 4]) doubled: numbers(of: 2, scale: 2) }", Reading.Somebody("director")));

    [Fact]
    public async Task Reads_an_uploaded_file() => Assert.Equal(
        """{"data":{"scan":"page.txt: hello"}}""",
        await _library.AskAsync(
            "mutation($file: Upload!) { scan(file: $file) }",
            variables: new Dictionary<string, object?> { ["file"] = new Page() }));

    [Fact]
    public async Task Refuses_a_text_in_the_place_of_a_file() => Assert.Contains(
        "Upload must be a file of a multipart request.",
        await _library.AskAsync(
            "mutation($file: Upload!) { scan(file: $file) }", variables: new Dictionary<string, object?> { ["file"] = "page" }),
        StringComparison.Ordinal);

    [Fact]
    public async Task Answers_an_error_that_a_resolver_words_itself() => Assert.Equal(
        """{"errors":[{"message":"Not now.","locations":[{"line":1,"column":3}],"path":["refused"],"extensions":{"code":"LATER","minutes":5}}],"data":{"refused":null}}""",
        Normalised(await _library.AskAsync("{ refused }")));

    [Fact]
    public async Task Turns_events_into_responses() => Assert.Equal(
        [
            """{"data":{"libraryFeed":{"nth":1,"book":{"title":"Title 4"}}}}""",
            """{"data":{"libraryFeed":{"title":"4"}}}""",
        ],
        await _library.FollowAsync(
            """subscription { libraryFeed(of: 4) { ... on BookLent { nth book { title } } ... on BookReturned { title } } }""",
            Reading.Somebody("librarian")));

    // Errors may stand before or after the data.
    private static string Normalised(string response)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(response)!.AsObject();
        var data = json["data"]?.DeepClone();
        json.Remove("data");
        json["data"] = data;
        return json.ToJsonString();
    }

    private sealed class Page : IFile
    {
        public string Name => "page.txt";

        public long? Length => 5;

        public string? ContentType => "text/plain";

        public Stream OpenReadStream() => new MemoryStream("hello"u8.ToArray());

        public Task CopyToAsync(Stream target, CancellationToken cancellationToken = default) =>
            OpenReadStream().CopyToAsync(target, cancellationToken);
    }
}
