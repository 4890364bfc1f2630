using System.Globalization;
using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Recording;

/// <summary>
/// What is asked next: cold codes, hot ones that six members try at once, items of little stock, adjustments, restocks,
/// reads of one's own balance, requests that are known to be done sent again, and their ids with other input.
/// </summary>
/// <param name="members">How many take part: the fewer, the more is asked of one at a time.</param>
/// <param name="stock">What an item begins with.</param>
public sealed class Workload(int members, int stock)
{
    /// <summary>Points for one item.</summary>
    public const int Price = 15;

    /// <summary>Codes of an import during the run.</summary>
    public const int SmallImport = 200;

    private const int TriesOfAHotCode = 6;
    private const int Remembered = 4_096;

    private readonly Lock _turn = new();
    private readonly Queue<(string Import, long Next, long End)> _codes = new();
    private readonly Request[] _done = new Request[Remembered];
    private readonly List<string> _items = [];
    private int _doneCount;
    private int _number;
    private int _hotTries;
    private string? _hotCode;

    /// <summary>The members, by their number.</summary>
    public IEnumerable<string> AllMembers => Enumerable.Range(0, members).Select(Member);

    /// <summary>Whose token a request needs.</summary>
    public static bool IsAdmins(Request request) => request.Kind is not (Kind.Claim or Kind.Redeem or Kind.Read);

    /// <summary>The codes of an import can be claimed from now on.</summary>
    public void Add(Request import)
    {
        lock (_turn)
        {
            _codes.Enqueue((import.Key, 0, import.Amount));
        }
    }

    /// <summary>An item is in the mall.</summary>
    public void AddItem(string id)
    {
        lock (_turn)
        {
            _items.Add(id);
        }
    }

    /// <summary>A request was answered as done; it may be asked again.</summary>
    public void Done(Request request)
    {
        if (request.Kind is Kind.Claim or Kind.Redeem or Kind.Adjust or Kind.Restock)
        {
            lock (_turn)
            {
                _done[_doneCount++ % Remembered] = request;
            }
        }
    }

    /// <summary>A request of a new number.</summary>
    public Request Make(Kind kind, string member, string key, long amount)
    {
        var number = Interlocked.Increment(ref _number);
        return new Request(number, kind, member, key, amount, kind is Kind.Claim or Kind.Read ? "" : Id(number));
    }

    /// <summary>The import of so many codes.</summary>
    public Request MakeImport(int codes)
    {
        var number = Interlocked.Increment(ref _number);
        return new Request(number, Kind.Import, "", string.Create(CultureInfo.InvariantCulture, $"K{number:D7}"), codes, Id(number));
    }

    /// <summary>What an empty system needs before the load, beside codes: items, and members (who join by what they ask first) with some points.</summary>
    public IEnumerable<Request> Beginning(int items) =>
        Enumerable.Range(0, items).Select(_ => Make(Kind.AddItem, "", "", stock))
            .Concat(AllMembers.Select(member => Make(Kind.Read, member, "", 0)))
            .Concat(AllMembers.Select(member => Make(Kind.Adjust, member, "", 200)));

    /// <summary>The next request.</summary>
    public Request Next(Random random)
    {
        var member = Member(random.Next(members));
        return random.Next(1_000) switch
        {
            < 20 when Earlier(random) is { } again => again,
            // Never 0 points, which are refused for themselves.
            < 25 when Earlier(random) is { Kind: Kind.Redeem or Kind.Adjust } other =>
                other with { Number = Interlocked.Increment(ref _number), Amount = other.Amount == -1 ? 1 : other.Amount + 1 },
            < 85 => Make(Kind.Read, member, "", 0),
            < 145 => Make(Kind.Adjust, member, "", random.Next(3) == 0 ? -random.Next(1, 400) : random.Next(1, 60)),
            < 165 => Make(Kind.Restock, "", Item(random), random.Next(1, 6)),
            < 340 => Make(Kind.Redeem, member, Item(random), random.Next(1, 4)),
            < 430 when HotCode() is { } hot => Make(Kind.Claim, member, hot, 0),
            _ when ColdCode() is { } cold => Make(Kind.Claim, member, cold, 0),
            _ => Make(Kind.Adjust, member, "", random.Next(1, 60)),
        };
    }

    private static string Member(int number) => string.Create(CultureInfo.InvariantCulture, $"chaos-{number:D4}");

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"q{number}");

    private Request? Earlier(Random random)
    {
        lock (_turn)
        {
            return _doneCount == 0 ? null : _done[random.Next(Math.Min(_doneCount, Remembered))];
        }
    }

    private string Item(Random random)
    {
        lock (_turn)
        {
            return _items[random.Next(_items.Count)];
        }
    }

    private string? HotCode()
    {
        lock (_turn)
        {
            if (_hotTries++ % TriesOfAHotCode == 0)
            {
                _hotCode = ColdCode();
            }

            return _hotCode;
        }
    }

    private string? ColdCode()
    {
        lock (_turn)
        {
            if (!_codes.TryDequeue(out var range))
            {
                return null;
            }

            if (range.Next + 1 < range.End)
            {
                // Whoever imported last waits behind the large import no longer than a turn.
                _codes.Enqueue(range with { Next = range.Next + 1 });
            }

            return Messages.Code(range.Import, range.Next);
        }
    }
}
