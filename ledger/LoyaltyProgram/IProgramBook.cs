namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>What the program has set, at hand for every grain of this silo without a call.</summary>
public interface IProgramBook
{
    /// <summary>The terms in force; another silo's change is seen within about a second.</summary>
    ProgramTerms Terms { get; }

    /// <summary>The zone in which days are meant.</summary>
    TimeZoneInfo Zone { get; }

    /// <summary>The day of a moment in the program's zone.</summary>
    DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
}
