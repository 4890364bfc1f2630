using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("GraphQLEngine.Tests")]
