using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("GraphQLEngine.Tests")]
[assembly: InternalsVisibleTo("graphql-conformance-host")]
