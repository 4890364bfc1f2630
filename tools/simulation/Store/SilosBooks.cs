using OrleansLoyalty.EarningRules;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Simulation.Workload;

namespace OrleansLoyalty.Simulation.Store;

/// <summary>What one silo knows of the program; a change reaches it when the seed says so.</summary>
internal sealed class SimulatedProgram(World world) : IProgramBook
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.CreateCustomTimeZone("program", Offset, "program", "program");

    public ProgramTerms Terms { get; private set; } = world.Plan.Terms[0];

    public TimeZoneInfo Zone => Shanghai;

    public DateOnly Today(DateTimeOffset now) => DayOf(now);

    internal static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime + Offset);

    internal void Adopt(ProgramTerms terms) => Terms = terms;
}

/// <summary>What one silo knows of the rules and of what campaigns have left.</summary>
internal sealed class SimulatedRules : IRuleBooks, ICampaignBudgets
{
    private readonly World _world;
    private readonly RuleBook[] _books;
    private readonly Dictionary<string, long> _spent = [];

    internal SimulatedRules(World world)
    {
        _world = world;
        _books = [.. world.Plan.Rules.Select(set => new RuleBook(set, this))];
        Refresh();
    }

    public RuleBook At(DateTimeOffset moment) => Array.FindLast(_books, book => book.Set.EffectiveFrom <= moment) ?? RuleBook.Empty;

    public ValueTask<RuleBook> VersionAsync(long version) =>
        ValueTask.FromResult(Array.Find(_books, book => book.Version == version) ?? RuleBook.Empty);

    public void Spent(string campaignId, Points points) =>
        _spent[campaignId] = _spent.GetValueOrDefault(campaignId) + points.Value;

    public void Close(string campaignId) => _spent[campaignId] = ProgramRules.BudgetOf(campaignId);

    public long Left(string campaignId) =>
        Math.Max(0, ProgramRules.BudgetOf(campaignId) - _spent.GetValueOrDefault(campaignId));

    internal void Refresh()
    {
        foreach (var (campaign, spent) in _world.Tables.Spent)
        {
            _spent[campaign] = spent;
        }
    }
}
