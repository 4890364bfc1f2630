namespace OrleansLoyalty.CodeImports.Files;

/// <summary>Why a file is not imported. <see cref="Problem"/> is one sentence for the person who chose the file.</summary>
public abstract record CodeFileRefusal(string Problem);

/// <summary>The file cannot be read as a spreadsheet of codes.</summary>
public sealed record UnreadableFile(string Problem) : CodeFileRefusal(Problem);

/// <summary>The file, unpacked or not, is larger than allowed.</summary>
public sealed record OversizedFile(string Problem, long LimitBytes) : CodeFileRefusal(Problem);

/// <summary>The file has more rows, strings or parts than allowed.</summary>
public sealed record OvercrowdedFile(string Problem, long Limit) : CodeFileRefusal(Problem);

/// <summary>Carries a refusal out of the depths of a parser; never leaves this folder.</summary>
internal sealed class CodeFileRefusedException(CodeFileRefusal refusal) : Exception(refusal.Problem)
{
    public CodeFileRefusal Refusal { get; } = refusal;
}
