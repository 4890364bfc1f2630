using OrleansLoyalty.Channels;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Activities;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Activities;

/// <inheritdoc cref="IActivityGrain"/>
public sealed class ActivityGrain(
    IJournal journal, ActivityLoad activities, IRuleBooks rules, LoyaltyMetrics metrics, TimeProvider clock)
    : JournaledGrain(journal), IActivityGrain
{
    private ActivityView? _activity;

    private ActivityKey Key => ActivityKey.Parse(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _activity = await activities.LoadAsync(Key);

    /// <inheritdoc/>
    public async Task<RecordActivityOutcome> Record(RecordActivity command)
    {
        // An activity is asked about once or twice in its life, so it keeps no memory.
        DeactivateOnIdle();
        var outcome = await RecordOnce(command);
        if (outcome is not ActivityStands)
        {
            metrics.Refused("activity", outcome.GetType().Name);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task Settle()
    {
        DeactivateOnIdle();
        await CreditAsync();
    }

    private async Task<RecordActivityOutcome> RecordOnce(RecordActivity command)
    {
        if (_activity is { } known && !IsSame(known, command))
        {
            return new ActivityNameReused();
        }

        if (_activity is null)
        {
            var now = clock.GetUtcNow();
            if (!OrderRules.CanBe(command.OccurredAt, now))
            {
                return new ActivityTimeOutOfRange(OrderRules.Earliest, now + OrderRules.Ahead);
            }

            if (await Account(command.Member).View() is null)
            {
                return new ActivityMemberNotFound();
            }

            var fact = new ActivityRecorded(
                Key,
                command.Member,
                command.Subject,
                command.Store,
                command.Actor,
                PostingChain.Rounded(command.OccurredAt),
                PostingChain.Rounded(now));
            await Append(fact);
            _activity = View(fact);
        }

        await CreditAsync();
        return new ActivityStands(_activity!);
    }

    private async Task CreditAsync()
    {
        if (_activity is not { Credit: null } activity)
        {
            return;
        }

        var credit = await CreditOf(activity);
        await Append(new ActivityCredited(Key, credit));
        _activity = activity with { Credit = credit };
    }

    private async Task<EarnedCredit> CreditOf(ActivityView activity)
    {
        var now = PostingChain.Rounded(clock.GetUtcNow());
        var book = rules.At(activity.OccurredAt);
        if (!book.HasRulesFor(activity.Kind))
        {
            // No rule asks for it, so it makes no posting: most members check in in a program that gives nothing for it.
            return new EarnedCredit(0, new Award(book.Version, Points.Zero, [], 0), null, null, now);
        }

        return await Account(activity.Member).CreditAsync(activity.Event, now);
    }

    private bool IsSame(ActivityView known, RecordActivity command) =>
        known.Member == command.Member
        && known.Subject == command.Subject
        && known.Store == command.Store
        && (Key.IsOncePerName || known.OccurredAt == PostingChain.Rounded(command.OccurredAt));

    private static ActivityView View(ActivityRecorded fact) => new(
        fact.Key.ToString(),
        fact.Key.Kind,
        fact.Key.Channel == ChannelCode.Program ? null : fact.Key.Channel,
        fact.Member,
        fact.Subject,
        fact.Store,
        fact.OccurredAt,
        fact.RecordedAt,
        null,
        null);

    private IMemberAccountGrain Account(MemberId member) => GrainFactory.GetGrain<IMemberAccountGrain>(member.Value);
}
