using GraphQLEngine.Binding;
using GraphQLEngine.Sdl;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Binding;

public sealed class TheSchemaOfAnnotatedTypes
{
    private readonly Schema _schema = new Reading().Schema;

    [Theory]
    [InlineData("Query", """
        type Query {
          book(by: BookByInput!): Book
          books(search: String, first: Int, after: String, last: Int, before: String): BooksConnection
          reader: String!
          numbers(of: [Int!]!, scale: Float! = 1.5): [Int!]!
          forgotten: String
          refused: String
        }
        """)]
    [InlineData("Mutation", """
        type Mutation {
          lend(input: LendInput!): LendPayload!
          scan(file: Upload!): String!
        }
        """)]
    [InlineData("Subscription", """
        type Subscription {
          libraryFeed(of: ID!): LibraryEvent!
        }
        """)]
    [InlineData("Book", """
        type Book implements Entry {
          id: ID!
          title: String!
          binding: BookBinding!
          pages: Long!
          printed: DateTime
          chapters: [String] @deprecated(reason: "Count them.")
          author: Author
          shout: String!
          secret: String
        }
        """)]
    [InlineData("BookBinding", """
        enum BookBinding {
          HARDCOVER
          POCKET_BOOK
          E_BOOK
        }
        """)]
    [InlineData("LendInput", """
        input LendInput {
          bookId: ID!
          days: Int! = 14
          rather: [BookBinding!]
          note: String! = "none"
        }
        """)]
    [InlineData("BookByInput", """
        input BookByInput @oneOf {
          id: ID
          title: String
        }
        """)]
    [InlineData("LendPayload", """
        type LendPayload {
          book: Book
          errors: [LendError!]
        }
        """)]
    [InlineData("LendError", "union LendError = AlreadyLentError | UnknownBookError")]
    [InlineData("Entry", """
        interface Entry {
          title: String!
        }
        """)]
    [InlineData("BooksConnection", """
        type BooksConnection {
          pageInfo: PageInfo!
          edges: [BooksEdge!]
          nodes: [Book!]
        }
        """)]
    [InlineData("BooksEdge", """
        type BooksEdge {
          cursor: String!
          node: Book!
        }
        """)]
    [InlineData("PageInfo", """
        type PageInfo {
          hasNextPage: Boolean!
          hasPreviousPage: Boolean!
          startCursor: String
          endCursor: String
        }
        """)]
    public void Names_and_nulls_follow_from_the_code(string type, string sdl) =>
        Assert.Equal(sdl, WithoutDescriptions(_schema.FindType(type)!));

    [Fact]
    public void Describes_what_the_code_documents()
    {
        var book = (ObjectType)_schema.FindType("Book")!;
        var query = _schema.Query!;
        var bindings = (EnumType)_schema.FindType("BookBinding")!;

        Assert.Equal("A book.", book.Description);
        Assert.Equal("Its number.", book.Fields["id"].Description);
        Assert.Equal("Who wrote it.", book.Fields["author"].Description);
        Assert.Equal("A book by its id or title.", query.Fields["book"].Description);
        Assert.Equal("Which of the two.", query.Fields["book"].Arguments["by"].Description);
        Assert.Equal("In boards.", bindings.Values["HARDCOVER"].Description);
        Assert.Equal("Which.", ((InputObjectType)_schema.FindType("LendInput")!).Fields["bookId"].Description);
    }

    [Fact]
    public void Says_of_a_field_who_may_see_it()
    {
        Assert.Equal(["librarian", "director"], _schema.Query!.Fields["numbers"].Get<AccessRule>()!.Roles);
        Assert.True(_schema.Query.Fields["book"].Get<AccessRule>()!.Anonymous);
    }

    [Fact]
    public void Is_the_same_whatever_the_order_of_the_types() =>
        Assert.Equal(SdlSchema.Print(_schema), SdlSchema.Print(Reordered()));

    private static Schema Reordered() => AnnotatedSchema.Build(
        Library.Types.Reverse(), new BindingOptions { IsService = type => type == typeof(IShelf) });

    private static string WithoutDescriptions(NamedType type)
    {
        var bare = SdlSchema.Build(SdlSchema.Print(new Reading().Schema)).FindType(type.Name)!;
        Strip(bare);
        return SdlSchema.Print(bare);
    }

    private static void Strip(NamedType type)
    {
        type.Description = null;
        var members = type switch
        {
            FieldsType composite => composite.Fields.SelectMany<Field, SchemaMember>(field => [field, .. field.Arguments]),
            InputObjectType input => input.Fields,
            EnumType values => values.Values,
            _ => [],
        };
        foreach (var member in members)
        {
            member.Description = null;
        }
    }
}
