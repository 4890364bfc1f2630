using System.Collections.Immutable;

namespace OrleansLoyalty.MemberAccounts;

// Points from one member to another: they leave in one entry and arrive in another.
public sealed partial class MemberAccountGrain
{
    /// <inheritdoc/>
    public Task<SendOutcome> Send(SendPoints command) => Once(
        command.Request,
        (posting, balance) => SentBy(posting, command, balance),
        at =>
        {
            if (Existing.MayNotSend(command, at) is { } refusal)
            {
                return Refuse(refusal);
            }

            var posting = Existing.Send(command, $"t-{Guid.CreateVersion7():N}", at);
            return Do<SendOutcome>(posting) with { More = [SentFact(posting, command.To)] };
        });

    /// <inheritdoc/>
    public Task Receive(ReceivePoints command) => Alone(async () =>
    {
        var request = AccountRequests.Transfer(command.Transfer);
        if (await earlier.FindAsync(Id, request) is { } before)
        {
            return before;
        }

        var at = Now;
        var account = Existing;
        var postings = ImmutableArray.CreateBuilder<PointsPosted>(command.Parts.Length);
        foreach (var part in command.Parts)
        {
            postings.Add(account.Receive(command, part, postings.Count == 0 ? request : null, at));
            account = account.Apply(postings[^1]);
        }

        var first = postings[0];
        await Post(
            postings.DrainToImmutable().AsSpan(), new TransferArrived(command.Transfer, Id, first.Seq, first.PostedAt));
        return first;
    });

    private static SendOutcome SentBy(PointsPosted posting, SendPoints command, Points balance) =>
        posting.Kind == PostingKind.TransferOut && posting.Points == -command.Points && posting.Detail!.Partner == command.To.Value
            ? new PointsSent(TransferOf(posting), command.To, MemberAccount.PartsOf(posting), balance)
            : new SendRequestReused();

    private TransferSent SentFact(PointsPosted posting, MemberId to) => new(
        TransferOf(posting),
        Id,
        to,
        -posting.Points,
        AccountJson.Write(MemberAccount.PartsOf(posting)),
        posting.PostedAt);

    private static string TransferOf(PointsPosted posting) => posting.Source["transfer:".Length..];
}
