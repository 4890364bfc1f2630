using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>What an order or an activity earned, as the tables of both keep it.</summary>
internal static class CreditColumns
{
    /// <summary>Adds posting_seq, points, award, spendable_on, expires_on and credited_at.</summary>
    internal static void AddCredit<TFact>(
        this NpgsqlBatchCommand command, IReadOnlyList<OrderedFact> facts, Func<TFact, EarnedCredit> credit)
        where TFact : Fact
    {
        command.AddColumn(facts, NpgsqlDbType.Bigint, (TFact fact) => credit(fact).Seq);
        command.AddColumn(facts, NpgsqlDbType.Bigint, (TFact fact) => credit(fact).Award.Points.Value);
        command.AddColumn(facts, NpgsqlDbType.Json, (TFact fact) => JsonSerializer.Serialize(credit(fact).Award));
        command.AddColumn(facts, NpgsqlDbType.Date, (TFact fact) => credit(fact).SpendableOn);
        command.AddColumn(facts, NpgsqlDbType.Date, (TFact fact) => credit(fact).ExpiresOn);
        command.AddColumn(facts, NpgsqlDbType.TimestampTz, (TFact fact) => credit(fact).CreditedAt);
    }

    /// <summary>Reads posting_seq, award, spendable_on, expires_on and credited_at from <paramref name="first"/> on.</summary>
    internal static EarnedCredit? Read(NpgsqlDataReader row, int first) => row.IsDBNull(first)
        ? null
        : new EarnedCredit(
            row.GetInt64(first),
            JsonSerializer.Deserialize<Award>(row.GetString(first + 1))!,
            row.Nullable<DateOnly?>(first + 2),
            row.Nullable<DateOnly?>(first + 3),
            row.Moment(first + 4));
}
