using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Profiles;
using OrleansLoyalty.Simulation.Actors;
using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Simulation.Store;

/// <summary>Reads of what is durable when they arrive there; they may fail.</summary>
internal sealed class SimulatedReads(World world)
    : IAccountLoad, ICodeLoad, IMallItemLoad, IEarlierRedemptions, IEarlierPostings, IEarlierSupplies
{
    private static readonly DateTimeOffset Joined = new SimulatedClock().GetUtcNow();

    private Tables Tables => world.Tables;

    Task<AccountRow?> IAccountLoad.LoadAsync(string memberId) => Read<AccountRow?>(() =>
        Tables.Accounts.TryGetValue(new MemberId(memberId), out var account)
            ? new AccountRow(account.Load(), MemberProfile.None, Joined)
            : null);

    Task<CodeRow?> ICodeLoad.LoadAsync(string code) => Read(() => !Tables.Codes.TryGetValue(code, out var end)
        ? null
        : end switch
        {
            CodeClaimed claimed => new CodeRow(
                code, 1, world.Plan.PointsPerCode, claimed.ClaimedAt, claimed.Member.Value, claimed.Points.Value, claimed.BalanceAfter.Value),
            CodeVoided voided => new CodeRow(code, 1, world.Plan.PointsPerCode, voided.VoidedAt, null, null, null),
            _ => new CodeRow(code, 1, world.Plan.PointsPerCode, null, null, null, null),
        });

    Task<MallItemView?> IMallItemLoad.LoadAsync(string itemId) => Read(() => Tables.Items.GetValueOrDefault(itemId));

    Task<Redemption?> IEarlierRedemptions.LoadAsync((MemberId Member, RequestId Request) key) => Read(() =>
        Tables.Redemptions.TryGetValue(key, out var fact)
            ? new Redemption(
                fact.Id, fact.ItemId, fact.Member, fact.Quantity, fact.Points, fact.BalanceAfter, fact.RedeemedAt)
            : null);

    Task<PointsPosted?> IEarlierPostings.FindAsync(MemberId member, RequestId request) => Read(() =>
        world.Weakness == Weakness.NoEarlierPostings ? null : Tables.Accounts[member].By(request));

    Task<PointsPosted?> IEarlierPostings.AtAsync(MemberId member, long seq) => Read(() => Tables.Accounts[member].At(seq));

    Task<IReadOnlyList<PointsPosted>> IEarlierPostings.ReversalsAsync(MemberId member, long seq) =>
        Read<IReadOnlyList<PointsPosted>>(() =>
            Tables.Accounts[member].Postings.OfType<PointsPosted>().Where(posting => posting.Reverses == seq).ToList());

    Task<long> IEarlierPostings.LapsedAsync(MemberId member, long lot) => Read(() =>
        -Tables.Accounts[member].Postings
            .OfType<PointsPosted>()
            .Where(posting => posting.Lot == lot && posting.Kind == PostingKind.Expiry)
            .Sum(posting => posting.Points.Value));

    Task<IReadOnlyList<TierStep>> IEarlierPostings.TierStepsAsync(MemberId member, long accrual) =>
        Read<IReadOnlyList<TierStep>>(() =>
        {
            var postings = Tables.Accounts[member].Postings.OfType<PointsPosted>().ToList();
            return postings.Exists(posting => TierStep.MayHang(posting, accrual))
                ? [.. postings.Where(posting => TierStep.Matters(posting.Kind)).Select(posting => TierStep.Of(posting, world.Plan.Ladder))]
                : [];
        });

    Task<EventCredit?> IEarlierPostings.CreditAsync(string key) => Read(() =>
        Tables.Credits.TryGetValue(key, out var credit) ? new EventCredit(credit.Key, credit.Member, credit.Seq) : null);

    Task<long?> IEarlierSupplies.QuantityAsync(string itemId, RequestId request) => Read(() =>
        Tables.Supplied.TryGetValue((itemId, request), out var quantity) ? (long?)quantity : null);

    private Task<T> Read<T>(Func<T> query)
    {
        var read = new OneRead<T>(world, query);
        world.Schedule.Add(read);
        return read.Answer;
    }

    private sealed class OneRead<T>(World world, Func<T> query) : Ready
    {
        private readonly TaskCompletionSource<T> _answer = new();

        internal Task<T> Answer => _answer.Task;

        internal override bool Step()
        {
            if (world.IsFaulty && world.Chance.Percent(world.Plan.LostPercent / 2))
            {
                _answer.SetException(new StorageUnavailableException("PostgreSQL did not answer."));
                return false;
            }

            T found;
            try
            {
                found = query();
            }
            catch (Exception broken)
            {
                world.Clients.Fail(broken);
                return false;
            }

            _answer.SetResult(found);
            return false;
        }
    }
}
