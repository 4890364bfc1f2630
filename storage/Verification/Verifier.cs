using System.Globalization;
using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.Tiers;

namespace OrleansLoyalty.Storage.Verification;

/// <summary>What verification found.</summary>
/// <param name="Postings">How many postings were read.</param>
/// <param name="Members">How many accounts they belong to.</param>
/// <param name="Problems">What disagrees, a sentence each; empty when everything agrees.</param>
public sealed record VerificationReport(long Postings, long Members, IReadOnlyList<string> Problems);

/// <summary>
/// Recomputes hash chains, balances, tiers, stock and claims from nothing but the tables, as they stand in one snapshot.
/// </summary>
/// <param name="database">Read only; needs no running application.</param>
public sealed class Verifier(Database database)
{
    private const int MostProblems = 100;

    private const string Postings =
        $"""
        select {PostingRow.Columns}, snapshot.holdings,
               (member.joined_at at time zone
                (select time_zone from program_settings order by version desc limit 1))::date,
               due.due_on, due.hold_due
          from postings posting
          left join members member on member.id = posting.member_id
          left join account_dues due on due.member_id = posting.member_id
          left join accounts snapshot on snapshot.member_id = posting.member_id and snapshot.seq = posting.seq
         order by posting.member_id, posting.seq
        """;

    /// <summary>Reads everything. Takes time in proportion to the postings.</summary>
    /// <param name="progress">Told the number of postings read so far, every million.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<VerificationReport> RunAsync(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        await using var connection = await database.Application.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellation);
        var problems = new List<string>();
        var (postings, members) = await ChainsAsync(connection, problems, progress, cancellation);
        foreach (var (query, sentence) in Agreements.All)
        {
            await AgreeAsync(connection, query, sentence, problems, cancellation);
        }

        return new VerificationReport(postings, members, problems);
    }

    private static async Task<(long Postings, long Members)> ChainsAsync(
        NpgsqlConnection connection, List<string> problems, IProgress<long>? progress, CancellationToken cancellation)
    {
        var tiers = new TierRecomputation(await LaddersAsync(connection, cancellation));
        await using var command = new NpgsqlCommand(Postings, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (count, members, found) = (0L, 0L, 0);
        AccountState? account = null;

        AccountDue? due = null;

        // Of a member whose postings lie there is no telling which tier they should have, or what is due.
        void EndMember()
        {
            if (account is not null && problems.Count == found)
            {
                problems.AddRange(new[] { tiers.Problem(account), DueProblem(account, due!) }.OfType<string>());
            }

            found = problems.Count;
        }

        while (await reader.ReadAsync(cancellation))
        {
            var posting = PostingRow.Read(reader);
            if (account?.Member != posting.Member)
            {
                EndMember();
                (account, members) = (AccountState.New(posting.Member), members + 1);
                tiers.Begin(reader.Nullable<DateOnly?>(PostingRow.Width + 1) ?? posting.PostedOn);
                due = new AccountDue(
                    posting.Member,
                    reader.Nullable<DateOnly?>(PostingRow.Width + 2),
                    reader.Nullable<DateTimeOffset?>(PostingRow.Width + 3));
            }

            tiers.Add(posting);

            (account, var problem) = Follow(account, posting, reader.Nullable<string>(PostingRow.Width));
            if (problem is not null && problems.Count < MostProblems)
            {
                problems.Add(problem);
            }

            if (++count % 1_000_000 == 0)
            {
                progress?.Report(count);
            }
        }

        EndMember();
        return (count, members);
    }

    private static async Task<Ladders> LaddersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var ladders = new Ladders();
        await using var command = new NpgsqlCommand(Ladders.Select, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            ladders.Add(reader);
        }

        return ladders;
    }

    private static string? DueProblem(AccountState account, AccountDue kept)
    {
        var (on, hold) = (account.Due.On, account.Due.HoldDue is { } moment ? PostingChain.Rounded(moment) : (DateTimeOffset?)null);
        return (kept.On, kept.HoldDue) == (on, hold)
            ? null
            : $"Member {account.Member} is due {Text(kept.On, kept.HoldDue)}; by the postings {Text(on, hold)}.";

        static string Text(DateOnly? day, DateTimeOffset? moment) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(day is null ? "on no day" : $"on {day:yyyy-MM-dd}")}{(moment is null ? "" : $" and for a hold at {moment:u}")}");
    }

    /// <summary>The account after the posting, and what is wrong with the posting or the snapshot taken after it.</summary>
    private static (AccountState After, string? Problem) Follow(AccountState before, PointsPosted posting, string? snapshot)
    {
        var asItSays = before with { Seq = posting.Seq, Total = posting.BalanceAfter, Hash = posting.Hash };
        if (Broken(before, posting) is { } broken)
        {
            return (asItSays, broken);
        }

        try
        {
            var after = before.Apply(posting);
            return (after, snapshot is null || Agree(after.Holdings, snapshot)
                ? null
                : $"The snapshot of member {posting.Member} at posting {posting.Seq} is not what the postings make of it.");
        }
        catch (InvalidOperationException lie)
        {
            return (asItSays, lie.Message);
        }
    }

    // Both are written anew: what a later version adds to the text is no disagreement.
    private static bool Agree(AccountHoldings holdings, string snapshot) =>
        AccountJson.Write(AccountJson.ReadHoldings(snapshot)) == AccountJson.Write(holdings);

    private static string? Broken(AccountState before, PointsPosted posting)
    {
        var name = $"Posting {posting.Seq} of member {posting.Member}";
        if (posting.Seq != before.Seq + 1)
        {
            return $"{name} does not follow posting {before.Seq}.";
        }

        var balance = before.Total + posting.Points;
        if (posting.BalanceAfter != balance)
        {
            return $"{name} says the balance is {posting.BalanceAfter}; the postings sum up to {balance}.";
        }

        var hash = PostingChain.Next(before.Hash.Span, posting);
        return posting.Hash.Span.SequenceEqual(hash.Span) ? null : $"{name} breaks the hash chain: it was changed after the fact.";
    }

    private static async Task AgreeAsync(
        NpgsqlConnection connection, string query, string sentence, List<string> problems, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"{query} limit {MostProblems}", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation) && problems.Count < MostProblems)
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            problems.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, values));
        }
    }
}
