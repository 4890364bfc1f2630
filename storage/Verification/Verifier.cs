using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Storage.Verification;

/// <summary>What verification found.</summary>
/// <param name="Postings">How many postings were read.</param>
/// <param name="Members">How many accounts they belong to.</param>
/// <param name="Problems">What disagrees, a sentence each; empty when everything agrees.</param>
public sealed record VerificationReport(long Postings, long Members, IReadOnlyList<string> Problems);

/// <summary>
/// Recomputes hash chains, balances, stock and claims from nothing but the tables, as they stand in one snapshot.
/// </summary>
/// <param name="database">Read only; needs no running application.</param>
public sealed class Verifier(Database database)
{
    private const int MostProblems = 100;

    private const string Postings =
        """
        select member_id, seq, kind, program_account, points, balance_after, source, reason, actor, request_id, posted_at, hash
          from postings
         order by member_id, seq
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
        await using var command = new NpgsqlCommand(Postings, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (count, members) = (0L, 0L);
        PointsPosted? last = null;
        while (await reader.ReadAsync(cancellation))
        {
            var posting = Read(reader);
            var before = last?.Member == posting.Member ? last : null;
            members += before is null ? 1 : 0;
            if (Broken(before, posting) is { } problem && problems.Count < MostProblems)
            {
                problems.Add(problem);
            }

            last = posting;
            if (++count % 1_000_000 == 0)
            {
                progress?.Report(count);
            }
        }

        return (count, members);
    }

    private static string? Broken(PointsPosted? before, PointsPosted posting)
    {
        var name = $"Posting {posting.Seq} of member {posting.Member}";
        if (posting.Seq != (before?.Seq ?? 0) + 1)
        {
            return $"{name} does not follow posting {before?.Seq ?? 0}.";
        }

        var balance = (before?.BalanceAfter ?? Points.Zero) + posting.Points;
        if (posting.BalanceAfter != balance)
        {
            return $"{name} says the balance is {posting.BalanceAfter}; the postings sum up to {balance}.";
        }

        var hash = PostingChain.Next((before?.Hash ?? PostingChain.Start).Span, posting);
        return posting.Hash.Span.SequenceEqual(hash.Span) ? null : $"{name} breaks the hash chain: it was changed after the fact.";
    }

    private static PointsPosted Read(NpgsqlDataReader row) => new(
        new MemberId(row.GetString(0)),
        row.GetInt64(1),
        (PostingKind)row.GetInt16(2),
        (ProgramAccount)row.GetInt16(3),
        new Points(row.GetInt64(4)),
        new Points(row.GetInt64(5)),
        row.GetString(6),
        row.Moment(10),
        row.GetFieldValue<byte[]>(11))
    {
        Reason = row.Nullable<string>(7),
        Actor = row.Nullable<string>(8),
        Request = row.Nullable<string>(9) is { } request ? new RequestId(request) : null,
    };

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
