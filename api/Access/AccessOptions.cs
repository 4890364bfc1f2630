using System.ComponentModel.DataAnnotations;

namespace OrleansLoyalty.Api.Access;

/// <summary>Whose tokens are taken.</summary>
public sealed class AccessOptions
{
    /// <summary>The issuer that tokens must name.</summary>
    [Required]
    public string Issuer { get; set; } = "loyalty-development";

    /// <summary>The audience that tokens must name.</summary>
    [Required]
    public string Audience { get; set; } = "loyalty";

    /// <summary>Where the issuer's public keys are (a JWKS document): an https address or a file.</summary>
    /// <remarks>Empty in development, where the gateway signs with a key pair of its own.</remarks>
    public string? Jwks { get; set; }

    /// <summary>The token's claim that holds the role.</summary>
    public string RoleClaim { get; set; } = "role";

    /// <summary>
    /// The token's claim that names the device, where the issuer vouches for it (app attestation). Empty: devices are
    /// not told apart, since whatever else a client says of its device costs it nothing to change.
    /// </summary>
    public string? DeviceClaim { get; set; }

    /// <summary>Whether <c>signIn</c> hands out tokens. Only without <see cref="Jwks"/>, never in production.</summary>
    public bool DevelopmentSignIn { get; set; }

    /// <summary>The file that holds the development key pair (PEM); made when missing, readable by its owner only.</summary>
    public string DevelopmentKeyFile { get; set; } = ".data/development-key.pem";

    /// <summary>How long a development token is valid.</summary>
    public TimeSpan DevelopmentTokenLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How many tokens are remembered as taken, each for five minutes; one takes about a kilobyte.</summary>
    [Range(0, 10_000_000)]
    public int RememberedTokens { get; set; } = 100_000;
}
