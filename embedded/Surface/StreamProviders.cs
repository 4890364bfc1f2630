using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>Finds the stream providers that the host was set up with.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The provider of that name.</summary>
    /// <exception cref="KeyNotFoundException">The host was set up without it.</exception>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        client.ServiceProvider.GetKeyedService<IStreamProvider>(name)
        ?? throw new KeyNotFoundException($"Stream provider '{name}' not found");
}

/// <summary>Finds the stream providers for a grain that publishes.</summary>
public static class GrainStreamingExtensions
{
    /// <inheritdoc cref="ClientStreamingExtensions.GetStreamProvider" />
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        grain.GrainContext.ActivationServices.GetKeyedService<IStreamProvider>(name)
        ?? throw new KeyNotFoundException($"Stream provider '{name}' not found");
}
