using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrleansLoyalty.Api.Access;

namespace OrleansLoyalty.Tests.Gateway;

/// <summary>In production an issuer signs, and publishes its keys as a JWKS document.</summary>
public sealed class TakingAnIssuersTokens : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _file = Path.GetTempFileName();
    private readonly SigningKeys _keys;
    private readonly Tokens _tokens;

    public TakingAnIssuersTokens()
    {
        var rsa = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(false)) { KeyId = "rsa" });
        var ec = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
            new ECDsaSecurityKey(ECDsa.Create(_ecdsa.ExportParameters(false))) { KeyId = "ec" });
        File.WriteAllText(_file, JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = rsa.Kty, kid = rsa.Kid, n = rsa.N, e = rsa.E },
                new { kty = ec.Kty, kid = ec.Kid, crv = ec.Crv, x = ec.X, y = ec.Y },
            },
        }));
        var options = Options.Create(new AccessOptions { Issuer = "https://accounts.brand.example", Audience = "mall", Jwks = _file });
        _keys = new SigningKeys(options);
        _tokens = new Tokens(_keys, options, TimeProvider.System);
    }

    private SigningCredentials Rs256 => new(new RsaSecurityKey(_rsa) { KeyId = "rsa" }, SecurityAlgorithms.RsaSha256);

    [Fact]
    public async Task Signed_with_RS256_or_ES256_names_who_acts()
    {
        var es256 = new SigningCredentials(new ECDsaSecurityKey(_ecdsa) { KeyId = "ec" }, SecurityAlgorithms.EcdsaSha256);
        foreach (var credentials in new[] { Rs256, es256 })
        {
            var signedIn = await ReadAsync(credentials);

            Assert.Equal("member-7", Acting.Subject(signedIn!.User));
            Assert.True(signedIn.User.IsInRole(Roles.Member));
        }
    }

    [Fact]
    public async Task Of_another_issuer_audience_time_or_without_a_subject_is_not_taken()
    {
        Assert.Null(await ReadAsync(Rs256, issuer: "https://elsewhere.example"));
        Assert.Null(await ReadAsync(Rs256, audience: "other"));
        Assert.Null(await ReadAsync(Rs256, lifetime: TimeSpan.FromMinutes(-1)));
        Assert.Null(await ReadAsync(Rs256, subject: ""));
        Assert.Null(await ReadAsync(Rs256, subject: new string('x', 65)));
    }

    [Fact]
    public async Task Signed_by_a_stranger_is_not_taken_whatever_key_it_names()
    {
        using var stranger = RSA.Create(2048);

        Assert.Null(await ReadAsync(new SigningCredentials(
            new RsaSecurityKey(stranger) { KeyId = "rsa" }, SecurityAlgorithms.RsaSha256)));
        Assert.Null(await ReadAsync(new SigningCredentials(
            new RsaSecurityKey(stranger) { KeyId = "new" }, SecurityAlgorithms.RsaSha256)));
    }

    [Fact]
    public async Task Signed_with_the_public_key_as_a_shared_secret_is_not_taken()
    {
        var secret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "rsa" };

        Assert.Null(await ReadAsync(new SigningCredentials(secret, SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public void Are_the_only_ones_there_are() =>
        Assert.Throws<InvalidOperationException>(() => _tokens.Issue("admin-1", Roles.Admin, "13800000000"));

    public void Dispose()
    {
        _keys.Dispose();
        _rsa.Dispose();
        _ecdsa.Dispose();
        File.Delete(_file);
    }

    private Task<SignedIn?> ReadAsync(
        SigningCredentials credentials,
        string issuer = "https://accounts.brand.example",
        string audience = "mall",
        string subject = "member-7",
        TimeSpan? lifetime = null)
    {
        var expires = TimeProvider.System.GetUtcNow() + (lifetime ?? TimeSpan.FromMinutes(5));
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = "member" },
            SigningCredentials = credentials,
        });
        return _tokens.ReadAsync(token, CancellationToken.None);
    }
}
