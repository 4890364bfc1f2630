using GraphQLEngine.Binding;
using GraphQLEngine.Types;
using HotChocolate.Types;

namespace GraphQLEngine.Tests.Binding;

public sealed class NamesByConvention
{
    public enum Words
    {
        A,
        BigAdjustment,
        HTTPError,
        ALLCAPS,
        Sha256Sum,
    }

    [Fact]
    public void Lower_the_first_word_of_a_field() =>
        Assert.Equal(["get", "url", "fooBar", "async", "away", "pageAsync"], Fields(typeof(Methods)));

    [Fact]
    public void Set_the_words_of_an_enum_value_apart() => Assert.Equal(
        ["A", "BIG_ADJUSTMENT", "HTTP_ERROR", "ALLCAPS", "SHA256_SUM"],
        ((EnumType)Schema(typeof(Values)).FindType("Words")!).Values.Select(value => value.Name));

    [Fact]
    public void End_an_input_object_in_Input() =>
        Assert.Equal("FilterInput!", Schema(typeof(Values)).Query!.Fields["words"].Arguments["filter"].Type.ToString());

    private static string[] Fields(Type type) => [.. Schema(type).Query!.Fields.Select(field => field.Name)];

    private static Schema Schema(Type type) => AnnotatedSchema.Build([type]);

    public sealed record Filter(string? Text);

    [QueryType]
    private static class Values
    {
        public static Words GetWords(Filter filter) => filter.Text is null ? Words.A : Words.ALLCAPS;
    }

    [QueryType]
    private static class Methods
    {
        public static int Get() => 1;

        public static int URL() => 1;

        public static Task<int> GetFOOBarAsync() => Task.FromResult(1);

        public static Task<int> Async() => Task.FromResult(1);

        public static int Getaway() => 1;

        public static int PageAsync() => 1;
    }
}
