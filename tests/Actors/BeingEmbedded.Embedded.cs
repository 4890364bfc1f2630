using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Silo;

namespace OrleansLoyalty.Tests.Actors;

/// <summary>What the built-in promises beside the programming model.</summary>
public sealed class BeingEmbedded : IAsyncLifetime
{
    private readonly ActorCluster _cluster = new();

    [Theory]
    [InlineData(ActorsRole.Silo, false)]
    [InlineData(ActorsRole.Gateway, false)]
    [InlineData(ActorsRole.All, true)]
    public void Is_refused_for_more_than_one_process(ActorsRole role, bool clustered)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());

        Assert.Throws<InvalidOperationException>(() => builder.AddActors(
            new ActorsOptions { Role = role, Clustered = clustered }, "Host=nowhere"));
    }

    [Fact]
    public async Task Counts_the_grains_that_live()
    {
        var living = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ActorsSetup.Meter && instrument.Name == "actors.activations")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, count, tags, _) =>
            living[(string)tags[0].Value!] = living.GetValueOrDefault((string)tags[0].Value!) + count);
        listener.Start();
        await _cluster.Fresh<IMirrorGrain>().Touch();
        await _cluster.Fresh<IMirrorGrain>().Touch();

        listener.RecordObservableInstruments();

        Assert.InRange(living[nameof(MirrorGrain)], 2, long.MaxValue);
    }

    [Fact]
    public async Task Gives_up_on_a_grain_that_leaves_before_it_takes_a_call()
    {
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(_cluster.Fresh<IRestlessGrain>().Answer);
    }

    [Fact]
    public void Says_which_grain_has_no_class()
    {
        var exception = Assert.Throws<ArgumentException>(() => _cluster.Fresh<IGrainWithoutClass>());

        Assert.Contains(nameof(IGrainWithoutClass), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_in_the_hosts_time_even_when_a_call_never_ends()
    {
        using var impatient = new CancellationTokenSource();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton(_cluster.Stage);
        builder.Services.AddEmbeddedActors(actors => actors.GrainAssemblies.Add(typeof(BeingEmbedded).Assembly));
        using var host = builder.Build();
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IMortalGrain>("endless");
        var endless = grain.Work();
        await _cluster.Stage.Passed("endless works");

        await impatient.CancelAsync();
        await host.StopAsync(impatient.Token);

        Assert.False(endless.IsCompleted);
        _cluster.Stage.Pass("endless may end");
        await endless;
    }

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();
}

public interface IRestlessGrain : IGrainWithStringKey
{
    Task<int> Answer();
}

public interface IGrainWithoutClass : IGrainWithStringKey;

public sealed class RestlessGrain : Grain, IRestlessGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<int> Answer() => Task.FromResult(42);
}
