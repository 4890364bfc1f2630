namespace Orleans;

/// <summary>Makes references to grains. A reference is cheap, holds no activation and never goes stale.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain of that key; calling it activates the grain where needed.</summary>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey) where TGrainInterface : IGrainWithStringKey;

    /// <inheritdoc cref="GetGrain{TGrainInterface}(string)" />
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey) where TGrainInterface : IGrainWithGuidKey;

    /// <inheritdoc cref="GetGrain{TGrainInterface}(string)" />
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey) where TGrainInterface : IGrainWithIntegerKey;
}

/// <summary>Calls grains and uses streams from code that is no grain.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The container this client was made by.</summary>
    IServiceProvider ServiceProvider { get; }
}
