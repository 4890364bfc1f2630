using GraphQLEngine.Binding;
using GreenDonut.Data;
using HotChocolate;
using HotChocolate.Types;

namespace GraphQLEngine.Tests.Binding;

public sealed class CodeThatIsNoSchema
{
    [Theory]
    [InlineData(typeof(GivesNothing), "Task has no GraphQL type")]
    [InlineData(typeof(GivesTheUnknown), "has no GraphQL type")]
    [InlineData(typeof(PagesWithoutConnection), "must return a Connection<T>")]
    [InlineData(typeof(PageWithoutPaging), "has no [UsePaging]")]
    [InlineData(typeof(TwiceTheName), "Query.same is declared twice")]
    [InlineData(typeof(NoStream), "names the stream Missing")]
    [InlineData(typeof(NoField), "needs [Subscribe(With = …)]")]
    public void Is_refused_at_start_with_the_reason(Type type, string reason)
    {
        var refusal = Assert.Throws<SchemaBindingException>(() => AnnotatedSchema.Build([type]));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [QueryType]
    private static class GivesNothing
    {
        public static Task GetNothing() => Task.CompletedTask;
    }

    [QueryType]
    private static class GivesTheUnknown
    {
        public static Uri GetAddress() => new("https://example.org");
    }

    [QueryType]
    private static class PagesWithoutConnection
    {
        [UsePaging]
        public static string[] GetNames() => [];
    }

    [QueryType]
    private static class PageWithoutPaging
    {
        public static string? GetName(PagingArguments page) => page.After;
    }

    [QueryType]
    private static class TwiceTheName
    {
        public static int GetSame() => 1;

        public static Task<int> SameAsync() => Task.FromResult(1);
    }

    [SubscriptionType]
    private static class NoStream
    {
        [Subscribe(With = "Missing")]
        public static string Happened([EventMessage] string message) => message;
    }

    [SubscriptionType]
    private static class NoField
    {
        public static string Happened([EventMessage] string message) => message;
    }
}
