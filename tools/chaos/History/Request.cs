namespace OrleansLoyalty.Chaos.History;

/// <summary>What a request asks for.</summary>
public enum Kind
{
    /// <summary>A member claims a code.</summary>
    Claim,

    /// <summary>A member redeems an item; the amount is the quantity.</summary>
    Redeem,

    /// <summary>An admin adjusts a member's points; the amount is the points.</summary>
    Adjust,

    /// <summary>An admin adds to an item's stock; the amount is the quantity.</summary>
    Restock,

    /// <summary>An admin adds an item; the amount is its stock.</summary>
    AddItem,

    /// <summary>An admin imports codes; the amount is how many.</summary>
    Import,

    /// <summary>A member reads their own balance.</summary>
    Read,
}

/// <summary>How an attempt ended.</summary>
public enum Outcome
{
    /// <summary>It was done.</summary>
    Ok,

    /// <summary>It was refused, with a type.</summary>
    Refused,

    /// <summary>Nobody knows: no answer, or an answer that says so.</summary>
    Unknown,
}

/// <summary>A request, however often it is sent.</summary>
/// <param name="Number">Its number in the run.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Member">Whose points; empty where there are none.</param>
/// <param name="Key">The code or the item; for an import, what its codes begin with.</param>
/// <param name="Amount">How many.</param>
/// <param name="Id">The request id that the client made; empty where the key is the code.</param>
public sealed record Request(int Number, Kind Kind, string Member, string Key, long Amount, string Id);

/// <summary>An answer, or that there is none.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Type">The type of a refusal, the cause of not knowing; the id of what was made.</param>
/// <param name="First">The first figure: points of a claim or redemption, number of an adjustment's posting, balance, stock left.</param>
/// <param name="Second">The second: the balance after.</param>
public readonly record struct Answer(Outcome Outcome, string Type = "", long First = 0, long Second = 0)
{
    /// <summary>Nobody knows.</summary>
    public static Answer Unknown(string cause) => new(Outcome.Unknown, cause);
}

/// <summary>One sending of a request.</summary>
/// <param name="View">Which process was asked. A process knows what it answered itself and what was answered before it started.</param>
/// <param name="Invoked">Ticks of the monotonic clock, before the request was sent.</param>
/// <param name="Answered">Ticks after the answer came; <see cref="long.MaxValue"/> when none did.</param>
/// <param name="Answer">What came.</param>
public readonly record struct Attempt(int View, long Invoked, long Answered, Answer Answer);

/// <summary>A request with all its attempts, in the order of their sending.</summary>
public sealed class Asked(Request request)
{
    private readonly List<Attempt> _attempts = [];

    /// <summary>What was asked.</summary>
    public Request Request => request;

    /// <summary>The attempts.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>Before this moment it cannot have happened.</summary>
    public long Invoked => _attempts.Count == 0 ? long.MaxValue : _attempts.Min(attempt => attempt.Invoked);

    /// <summary>The first answer that it was done; <see langword="null"/> when none came.</summary>
    public Attempt? Done
    {
        get
        {
            var done = _attempts.Where(attempt => attempt.Answer.Outcome == Outcome.Ok).OrderBy(attempt => attempt.Answered);
            return done.Any() ? done.First() : null;
        }
    }

    /// <summary>Whether every attempt was refused: then it must not have happened.</summary>
    public bool IsRefused => _attempts.TrueForAll(attempt => attempt.Answer.Outcome == Outcome.Refused);

    /// <summary>Adds an attempt.</summary>
    public Asked With(Attempt attempt)
    {
        _attempts.Add(attempt);
        return this;
    }

    /// <summary>Replaces an attempt by what became of it.</summary>
    public void Answer(int attempt, long at, Answer answer) =>
        _attempts[attempt] = _attempts[attempt] with { Answered = at, Answer = answer };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{request.Kind} {request.Number} ({request.Member} {request.Key} {request.Amount})";
}
