using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Api.Access;

/// <summary>How many codes that nobody printed may be tried, beside each member's own limit. Section <c>ScanAttempts</c>.</summary>
public sealed class ScanAttemptOptions
{
    /// <summary>So many at once from one address. Default 300: thousands of phones may share a carrier's address.</summary>
    [Range(1, 1_000_000)]
    public int UnknownCodesPerAddress { get; set; } = 300;

    /// <summary>So many at once from one device that the issuer vouches for, whoever is signed in on it. Default 20.</summary>
    [Range(1, 1_000_000)]
    public int UnknownCodesPerDevice { get; set; } = 20;

    /// <summary>How long until all of them are forgotten. Default ten minutes, as for members.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>
/// Limits how many codes one address and one device may guess, whoever is signed in there. It counts attempts and not
/// requests: a request may hold many, and a socket any number.
/// </summary>
public sealed class ScanAttempts(IHttpContextAccessor http, IOptions<ScanAttemptOptions> options, TimeProvider clock)
{
    private readonly AttemptBudget _addresses = new(options.Value.UnknownCodesPerAddress, options.Value.Window);
    private readonly AttemptBudget _devices = new(options.Value.UnknownCodesPerDevice, options.Value.Window);

    /// <summary>Lets a claim be tried, or answers it with how long to wait: then nothing is learnt, not even of codes that exist.</summary>
    public async Task<ClaimOutcome> LimitAsync(ClaimsPrincipal user, Func<Task<ClaimOutcome>> claim)
    {
        var address = Source(http.HttpContext?.Connection.RemoteIpAddress);
        var device = user.FindFirstValue(Acting.DeviceClaim);
        var now = clock.GetUtcNow();
        if (Longer(_addresses.MustWait(address, now), device is null ? null : _devices.MustWait(device, now)) is { } wait)
        {
            return new ClaimTooManyAttempts(wait);
        }

        var outcome = await claim();
        if (outcome is not ClaimCodeNotFound)
        {
            return outcome;
        }

        now = clock.GetUtcNow();
        return Longer(_addresses.Note(address, now), device is null ? null : _devices.Note(device, now)) is { } tooMany
            ? new ClaimTooManyAttempts(tooMany)
            : outcome;
    }

    /// <summary>The address as far as it tells callers apart: a customer of IPv6 has a whole /64 to choose from.</summary>
    internal static string Source(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) =>
        one is null || other > one ? other : one;
}

/// <summary>What the limits need.</summary>
internal static class ScanAttemptsSetUp
{
    /// <summary>Adds the limits, and whose word is taken on where a request comes from.</summary>
    internal static void AddScanAttempts(this IServiceCollection services, GatewayOptions gateway)
    {
        services.AddOptions<ScanAttemptOptions>().BindConfiguration("ScanAttempts").ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddSingleton<ScanAttempts>();
        services.Configure<ForwardedHeadersOptions>(headers =>
        {
            // By default this machine's own address is believed, behind which a tunnel may stand.
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            headers.ForwardLimit = null; // From the nearest proxy on, until one is not known.
            headers.ForwardedHeaders = ForwardedHeaders.None;
            foreach (var proxy in gateway.TrustedProxies)
            {
                headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                headers.KnownIPNetworks.Add(Network(proxy));
            }
        });
    }

    private static System.Net.IPNetwork Network(string proxy) =>
        proxy.Contains('/', StringComparison.Ordinal) ? System.Net.IPNetwork.Parse(proxy)
        : IPAddress.Parse(proxy) is var address && address.AddressFamily == AddressFamily.InterNetwork
            ? new System.Net.IPNetwork(address, 32)
            : new System.Net.IPNetwork(address, 128);
}
