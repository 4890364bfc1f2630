namespace OrleansLoyalty.Chaos.Faults;

/// <summary>What is done to the system, one after the other.</summary>
public enum Fault
{
    /// <summary>A process that hosts grains dies.</summary>
    KillSilo,

    /// <summary>A process that serves GraphQL dies.</summary>
    KillGateway,

    /// <summary>PostgreSQL dies.</summary>
    KillPostgres,

    /// <summary>PostgreSQL and a process die at once.</summary>
    KillBoth,

    /// <summary>A process is frozen for longer than its lease.</summary>
    Freeze,

    /// <summary>For some seconds another session keeps accounts from being written, so that snapshots stay behind.</summary>
    HoldSnapshots,

    /// <summary>PostgreSQL's disk is full for some seconds.</summary>
    FillDisk,
}

/// <summary>What a run must have done and met; less makes it invalid.</summary>
/// <param name="Kills">Kills of each kind.</param>
/// <param name="Freezes">Processes frozen.</param>
/// <param name="Cuts">Cuts of connections.</param>
/// <param name="Unknowns">Attempts whose outcome nobody knew.</param>
/// <param name="Answered">Mutations answered.</param>
public sealed record Quotas(int Kills, int Freezes, int Cuts, int Unknowns, int Answered)
{
    private static readonly Quotas EightMinutes = new(30, 6, 60, 1_000, 150_000);

    /// <summary>In proportion to a run's length.</summary>
    public static Quotas For(double minutes)
    {
        return new Quotas(
            Part(EightMinutes.Kills), Part(EightMinutes.Freezes), Part(EightMinutes.Cuts), Part(EightMinutes.Unknowns), Part(EightMinutes.Answered));

        int Part(int whole) => (int)Math.Ceiling(whole * minutes / 8);
    }

    /// <summary>Reads <c>kills,freezes,cuts,unknowns,answered</c>.</summary>
    public static Quotas Parse(string text)
    {
        var numbers = text.Split(',').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return new Quotas(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
}

/// <summary>The faults of a run in the order that a seed gives them.</summary>
public static class Plan
{
    /// <summary>Shuffles what the quotas ask for.</summary>
    /// <param name="quotas">What must be done.</param>
    /// <param name="isOneProcess">Whether silo and gateway are one process, so that a kill is of both.</param>
    /// <param name="fullDisks">How often the disk is filled.</param>
    /// <param name="random">The seed's.</param>
    public static IReadOnlyList<Fault> Make(Quotas quotas, bool isOneProcess, int fullDisks, Random random)
    {
        var both = quotas.Kills / 6;
        // The one process that was frozen is killed in the end; a silo of several ends by itself.
        var silos = Math.Max(0, quotas.Kills - both - (isOneProcess ? quotas.Freezes : 0));
        var faults = Enumerable.Repeat(Fault.Freeze, quotas.Freezes)
            .Concat(Enumerable.Repeat(Fault.KillBoth, both))
            .Concat(Enumerable.Repeat(Fault.KillPostgres, quotas.Kills - both))
            .Concat(Enumerable.Repeat(Fault.KillSilo, silos))
            .Concat(Enumerable.Repeat(Fault.KillGateway, isOneProcess ? 0 : quotas.Kills))
            .Concat(Enumerable.Repeat(Fault.FillDisk, fullDisks))
            .ToArray();
        random.Shuffle(faults);
        return faults;
    }

    /// <summary>How long one takes, about, until the system answers again.</summary>
    public static TimeSpan Takes(Fault fault, TimeSpan lease) => fault switch
    {
        Fault.KillSilo => TimeSpan.FromSeconds(4),
        Fault.KillBoth => TimeSpan.FromSeconds(5),
        Fault.Freeze => TimeSpan.FromSeconds(2) + (2 * lease),
        Fault.HoldSnapshots => TimeSpan.FromSeconds(4),
        Fault.FillDisk => TimeSpan.FromSeconds(8),
        _ => TimeSpan.FromSeconds(2),
    };
}
