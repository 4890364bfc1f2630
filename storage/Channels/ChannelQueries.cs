using Npgsql;
using OrleansLoyalty.Channels;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.Channels;

/// <summary>A key that may act, and what a shown key is compared with.</summary>
/// <param name="Channel">For which channel it acts.</param>
/// <param name="Hash">SHA-256 of the whole key.</param>
public sealed record ApiKeyHash(string Channel, byte[] Hash);

/// <summary>Finds and lists channels and their keys.</summary>
public sealed class ChannelQueries(Database database)
{
    private const string Select = "select code, name, added_at from channels";

    private const string SelectKeys =
        """
        select key.prefix, key.channel, key.name, key.issued_at, revocation.revoked_at
          from api_keys key left join api_key_revocations revocation on revocation.prefix = key.prefix
        """;

    /// <summary>A page of channels by their codes. The key is the code.</summary>
    public Task<ListPage<ChannelView>> ListAsync(ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(Select, ["code"], descending: false)
            .ReadAsync(database.Application, window, Read, cancellation);

    /// <summary>The channel of this code, or <see langword="null"/> when there is none.</summary>
    public Task<ChannelView?> FindAsync(string code, CancellationToken cancellation = default) =>
        database.Application.RowAsync($"{Select} where code = $1", [code], Read, cancellation);

    /// <summary>The keys of these channels, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKeyView>> KeysAsync(
        IReadOnlyCollection<string> channels, CancellationToken cancellation = default) =>
        await database.Application.RowsAsync(
            $"{SelectKeys} where key.channel = any ($1) order by key.channel, key.issued_at, key.prefix",
            [channels.ToArray()],
            row => new ApiKeyView(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.Moment(3),
                row.IsDBNull(4) ? null : row.Moment(4)),
            cancellation);

    /// <summary>What a key of this prefix is compared with; <see langword="null"/> when none may act by it.</summary>
    public Task<ApiKeyHash?> HashAsync(string prefix, CancellationToken cancellation) => database.Application.RowAsync(
        """
        select channel, hash
          from api_keys key
         where prefix = $1 and not exists (select from api_key_revocations revoked where revoked.prefix = key.prefix)
        """,
        [prefix],
        row => new ApiKeyHash(row.GetString(0), row.GetFieldValue<byte[]>(1)),
        cancellation);

    /// <summary>The secret that member codes are signed with.</summary>
    public async Task<byte[]> MemberCodeSecretAsync(CancellationToken cancellation) =>
        (await database.Application.RowAsync(
            "select secret from member_code_secrets", [], row => row.GetFieldValue<byte[]>(0), cancellation))!;

    private static ChannelView Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.Moment(2));
}
