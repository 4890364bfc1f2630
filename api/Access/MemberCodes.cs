using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Channels;

namespace OrleansLoyalty.Api.Access;

/// <summary>A code that was read.</summary>
/// <param name="Member">Whose it is.</param>
/// <param name="ExpiresAt">When it ends, or ended.</param>
public sealed record ReadMemberCode(MemberId Member, DateTimeOffset ExpiresAt);

/// <summary>
/// Codes by which a member is known for a minute at the till, and invitations, which do not end. Both are signed with
/// the program's secret and short enough for a QR code: at most 130 characters, 76 for the ids that we make.
/// </summary>
public sealed class MemberCodes(ChannelQueries channels, TimeProvider clock)
{
    /// <summary>How long a member code holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private const byte TillCode = 1;
    private const byte Invitation = 2;
    private const int HeadLength = 1 + sizeof(uint);
    private const int SignatureLength = 16; // 128 bits of HMAC-SHA256.

    private byte[]? _secret; // Never changes, so two callers that both fetch it fetch the same.

    /// <summary>A code of the member, and when it ends.</summary>
    public async Task<(string Code, DateTimeOffset ExpiresAt)> IssueAsync(MemberId member, CancellationToken cancellation)
    {
        // Whole seconds, because the code keeps no more of it.
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        return (Write(TillCode, (uint)expires.ToUnixTimeSeconds(), member, await SecretAsync(cancellation)), expires);
    }

    /// <summary>Whose a code is; <see langword="null"/> when it has ended or is none.</summary>
    public async Task<MemberId?> ReadAsync(string code, CancellationToken cancellation) =>
        await RecogniseAsync(code, cancellation) is var (member, expiresAt) && clock.GetUtcNow() < expiresAt ? member : null;

    /// <summary>
    /// Whose a code is or was; <see langword="null"/> when it is none. For what is sent again after the code has ended:
    /// whether that is a repetition is known only to who was told the first time.
    /// </summary>
    public async Task<ReadMemberCode?> RecogniseAsync(string code, CancellationToken cancellation) =>
        Read(TillCode, code, await SecretAsync(cancellation)) is var (number, member)
            ? new ReadMemberCode(member, DateTimeOffset.FromUnixTimeSeconds(number))
            : null;

    /// <summary>The code by which a member invites friends: always the same.</summary>
    public async Task<string> InviteAsync(MemberId member, CancellationToken cancellation) =>
        Write(Invitation, 0, member, await SecretAsync(cancellation));

    /// <summary>Who invites by a code; <see langword="null"/> when it is none.</summary>
    public async Task<MemberId?> InviterAsync(string code, CancellationToken cancellation) =>
        Read(Invitation, code, await SecretAsync(cancellation)) is var (_, member) ? member : null;

    private async Task<byte[]> SecretAsync(CancellationToken cancellation) =>
        _secret ??= await channels.MemberCodeSecretAsync(cancellation);

    private static string Write(byte kind, uint number, MemberId member, byte[] secret)
    {
        var id = Encoding.UTF8.GetBytes(member.Value);
        var bytes = new byte[HeadLength + id.Length + SignatureLength];
        bytes[0] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), number);
        id.CopyTo(bytes.AsSpan(HeadLength));
        Sign(bytes.AsSpan(..^SignatureLength), secret).CopyTo(bytes.AsSpan()[^SignatureLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    private static (uint Number, MemberId Member)? Read(byte kind, string code, byte[] secret)
    {
        if (code.Length > 200 || !Base64Url.IsValid(code))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(code);
        if (bytes.Length <= HeadLength + SignatureLength || bytes[0] != kind)
        {
            return null;
        }

        // Written anew and compared, so that one code has one spelling: it is spent by its text.
        var signed = bytes.AsSpan(..^SignatureLength);
        return CryptographicOperations.FixedTimeEquals(Sign(signed, secret), bytes.AsSpan()[^SignatureLength..])
            && Base64Url.EncodeToString(bytes) == code
            ? (BinaryPrimitives.ReadUInt32BigEndian(signed[1..]), new MemberId(Encoding.UTF8.GetString(signed[HeadLength..])))
            : null;
    }

    private static ReadOnlySpan<byte> Sign(ReadOnlySpan<byte> signed, byte[] secret) =>
        HMACSHA256.HashData(secret, signed).AsSpan(..SignatureLength);
}
