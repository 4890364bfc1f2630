using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansLoyalty.Chaos.Recording;

/// <summary>Signs tokens as the issuer would, with the key pair that the gateways take in development.</summary>
public sealed class Signer : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create();
    private readonly string _keyId;

    /// <summary>Opens the key pair in this file.</summary>
    public Signer(string file)
    {
        _key.ImportFromPem(File.ReadAllText(file));
        _keyId = Base64Url.EncodeToString(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
    }

    /// <summary>Makes a key pair.</summary>
    public static void MakeKey(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A token that is valid from yesterday until the day after tomorrow, for processes whose clock is off.</summary>
    public string Token(string subject, string role, string phone)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var head = Encoded($$"""{"alg":"ES256","typ":"JWT","kid":"{{_keyId}}"}""");
        var claims = Encoded(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iss":"loyalty-development","aud":"loyalty","sub":"{{subject}}","role":"{{role}}","phone_number":"{{phone}}","iat":{{now - 86_400}},"nbf":{{now - 86_400}},"exp":{{now + 172_800}}}"""));
        var signed = $"{head}.{claims}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
