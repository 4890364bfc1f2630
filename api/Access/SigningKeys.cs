using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace OrleansLoyalty.Api.Access;

/// <summary>The keys that tokens are checked with, and in development the one they are signed with.</summary>
public sealed class SigningKeys : IDisposable
{
    private readonly ConfigurationManager<JsonWebKeySet>? _published;
    private readonly ECDsa? _development;

    /// <summary>Opens the keys that the options name.</summary>
    public SigningKeys(IOptions<AccessOptions> options)
    {
        if (options.Value.Jwks is { Length: > 0 } jwks)
        {
            IDocumentRetriever retriever = File.Exists(jwks) ? new FileDocumentRetriever() : new HttpDocumentRetriever();
            _published = new ConfigurationManager<JsonWebKeySet>(jwks, new KeySetRetriever(), retriever);
        }
        else
        {
            _development = OpenOrCreate(options.Value.DevelopmentKeyFile);
            Development = new ECDsaSecurityKey(_development)
            {
                KeyId = KeyId(_development),

                // Its own: the default one caches for the whole process, and would hand the next host a disposed key.
                CryptoProviderFactory = new CryptoProviderFactory(),
            };
        }
    }

    /// <summary>The development key pair; <see langword="null"/> where an issuer's keys are configured.</summary>
    public ECDsaSecurityKey? Development { get; }

    /// <summary>The keys in force. The issuer's are kept and fetched anew as they age.</summary>
    public async Task<IEnumerable<SecurityKey>> CurrentAsync(CancellationToken cancellation) =>
        _published is null ? [Development!] : (await _published.GetConfigurationAsync(cancellation)).GetSigningKeys();

    /// <summary>Asks for the issuer's keys anew: a token named one that is not known.</summary>
    public void Refresh() => _published?.RequestRefresh();

    /// <inheritdoc/>
    public void Dispose() => _development?.Dispose();

    // Gateways that start at once on one folder must end up with one key: the first to move its file there wins, and
    // nobody ever reads half a key.
    private static ECDsa OpenOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            Create(file);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        var ownerOnly = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            ownerOnly.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var writer = new StreamWriter(new FileStream(draft, ownerOnly)))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    private static string KeyId(ECDsa key) =>
        Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8).ToArray());

    private sealed class KeySetRetriever : IConfigurationRetriever<JsonWebKeySet>
    {
        public async Task<JsonWebKeySet> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel) =>
            JsonWebKeySet.Create(await retriever.GetDocumentAsync(address, cancel));
    }
}
