using GraphQLEngine.Binding;

namespace GraphQLEngine.Tests.Binding;

public sealed class WhoMaySeeAField
{
    private const string Feed = """subscription { libraryFeed(of: "1") { __typename } }""";

    private readonly Reading _library = new();

    [Fact]
    public async Task Is_refused_to_those_who_are_not_signed_in() =>
        Assert.Contains("AUTH_NOT_AUTHENTICATED", await _library.AskAsync("{ reader }"), StringComparison.Ordinal);

    [Fact]
    public async Task Is_shown_to_whoever_is_signed_in() =>
        Assert.Equal("""{"data":{"reader":"Ann"}}""", await _library.AskAsync("{ reader }", Reading.Somebody()));

    [Fact]
    public async Task Is_refused_to_those_without_any_of_the_roles() => Assert.Contains(
        "AUTH_NOT_AUTHORIZED", await _library.AskAsync("{ numbers(of: 1) }", Reading.Somebody("reader")), StringComparison.Ordinal);

    [Fact]
    public async Task Holds_for_fields_of_objects_too()
    {
        const string query = """{ book(by: {id: "1"}) { title secret } }""";

        Assert.Contains("\"title\":\"Title 1\",\"secret\":null", await _library.AskAsync(query), StringComparison.Ordinal);
        Assert.Contains(
            "\"secret\":\"Author 1\"", await _library.AskAsync(query, Reading.Somebody("librarian")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_nobody_when_nothing_is_declared()
    {
        Assert.Contains(
            "AUTH_NOT_AUTHORIZED", await _library.AskAsync("{ forgotten }", Reading.Somebody("librarian")), StringComparison.Ordinal);
        Assert.Contains(
            "Nobody said",
            await new Reading(new BindingOptions { RefuseUndeclared = false }).AskAsync("{ forgotten }"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_asked_before_a_stream_is_opened()
    {
        Assert.Equal(["AUTH_NOT_AUTHENTICATED"], await _library.FollowAsync(Feed, Reading.Nobody));
        Assert.Equal(["AUTH_NOT_AUTHORIZED"], await _library.FollowAsync(Feed, Reading.Somebody("reader")));
    }
}
