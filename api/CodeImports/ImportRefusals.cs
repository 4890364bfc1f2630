namespace OrleansLoyalty.Api.CodeImports;

/// <summary>Why an import was refused.</summary>
[UnionType("ImportProductCodesError")]
public interface IImportProductCodesError : IRefusal;

/// <summary>The file cannot be read as a list of codes.</summary>
/// <param name="Message">What is wrong with it.</param>
[ObjectType]
public sealed record UnreadableFileError(string Message) : IImportProductCodesError;

/// <summary>The file is larger than an import takes.</summary>
/// <param name="LimitBytes">The largest that is taken.</param>
[ObjectType]
public sealed record FileTooLargeError(long LimitBytes) : IImportProductCodesError
{
    /// <inheritdoc/>
    public string Message => $"The file is larger than {LimitBytes / 1_000_000} MB.";
}
