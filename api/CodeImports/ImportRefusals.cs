namespace OrleansLoyalty.Api.CodeImports;

/// <summary>Why an import was refused.</summary>
[UnionType("ImportProductCodesError")]
public interface IImportProductCodesError : IRefusal;

/// <summary>The file cannot be read as a list of codes.</summary>
/// <param name="Message">What is wrong with it.</param>
[ObjectType]
public sealed record UnreadableFileError(string Message) : IImportProductCodesError;

/// <summary>The file, packed or unpacked, is larger than an import takes.</summary>
/// <param name="Message">Which limit it meets.</param>
/// <param name="LimitBytes">The largest that is taken.</param>
[ObjectType]
public sealed record FileTooLargeError(string Message, long LimitBytes) : IImportProductCodesError;
