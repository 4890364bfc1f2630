namespace OrleansLoyalty.CodeImports.Files;

/// <summary>One row of an imported file. <see cref="RowNumber"/> counts from 1, as spreadsheets show it.</summary>
public abstract record CodeFileRow(long RowNumber);

/// <summary>A row with a code.</summary>
public sealed record CodeRow(long RowNumber, string Code) : CodeFileRow(RowNumber);

/// <summary>A row without one. <see cref="Value"/> is what stood there, at most 256 characters, safe to store.</summary>
public sealed record RejectedRow(long RowNumber, string Value, RejectReason Reason) : CodeFileRow(RowNumber);
