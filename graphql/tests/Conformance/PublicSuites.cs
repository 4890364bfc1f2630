using System.Runtime.CompilerServices;

namespace GraphQLEngine.Tests.Conformance;

/// <summary>
/// The suites that the well-known engines are measured by. They are no part of the project: they lie in a folder
/// <c>shared/graphql</c> beside the repository, on machines that have it.
/// </summary>
public static class PublicSuites
{
    /// <summary>The path of a suite's file, or null where it is not present.</summary>
    public static string? Find(string file, [CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, "shared", "graphql", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
