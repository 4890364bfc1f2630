namespace OrleansLoyalty.CodeImports;

/// <summary>Why a row of an imported file gave no code. Stored by name, so a name never changes.</summary>
public enum RejectReason
{
    /// <summary>The row holds something, but nothing where the code should be.</summary>
    Missing,

    /// <summary>Shorter than 4 characters.</summary>
    TooShort,

    /// <summary>Longer than 128 characters.</summary>
    TooLong,

    /// <summary>White space between the characters of the code.</summary>
    InnerWhiteSpace,

    /// <summary>A control, invisible or broken character in the code.</summary>
    ForbiddenCharacter,

    /// <summary>A URL with neither a <c>code</c> or <c>c</c> parameter nor a path.</summary>
    NoCodeInUrl,

    /// <summary>A number of more than 15 digits: the spreadsheet has already rounded it.</summary>
    DigitsLost,

    /// <summary>A fraction or a negative number.</summary>
    NotWhole,

    /// <summary>A date, a time, a truth value or a formula's error.</summary>
    NotText,
}
