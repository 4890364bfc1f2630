using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansLoyalty.Api;

namespace OrleansLoyalty.Demo;

/// <summary>
/// Fills an empty database once everything has started, before the process says that it is ready. What comes earlier is
/// answered with 503 and told when to come again.
/// </summary>
internal sealed class DemoFilling(IServiceProvider services) : IHostedLifecycleService, IHealthCheck
{
    private const string Sentence =
        "The demo's data is being put in place, which takes some seconds. Send the same request again.";

    private static readonly string[] NeverHeldBack = ["/health", "/metrics"];

    private volatile bool _isFilled;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await DemoData.FillAsync(services, Console.Out);
        _isFilled = true;
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isFilled ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Sentence));

    /// <summary>Lets a request through once the data is there.</summary>
    internal Task HoldBackAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (_isFilled || Array.Exists(NeverHeldBack, open => path.StartsWithSegments(open, StringComparison.Ordinal)))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = "2";
        return http.Response.WriteAsJsonAsync(new
        {
            errors = new[] { new { message = Sentence, extensions = new { code = Fault.Unavailable } } },
        });
    }
}
