using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Language;

public sealed class NamingAPartOfASchema
{
    [Theory]
    [InlineData("Member", "Member", null, null, false)]
    [InlineData("Member.points", "Member", "points", null, false)]
    [InlineData("Query.member(id:)", "Query", "member", "id", false)]
    [InlineData("@cost", "cost", null, null, true)]
    [InlineData("@cost(weight:)", "cost", null, "weight", true)]
    public void Is_read_and_printed(string text, string name, string? member, string? argument, bool isDirective)
    {
        var coordinate = SchemaCoordinate.Parse(text);

        Assert.Equal(new SchemaCoordinate(name, member, argument, isDirective), coordinate);
        Assert.Equal(text, coordinate.ToString());
    }

    [Theory]
    [InlineData("Member.")]
    [InlineData("Member.points.more")]
    [InlineData("Member(id:)")]
    [InlineData("@cost.weight")]
    [InlineData("Query.member(id)")]
    public void Is_refused_when_it_names_nothing(string text) =>
        Assert.Throws<GraphQLSyntaxException>(() => SchemaCoordinate.Parse(text));
}
