// As much of Orleans' surface as the simulated grains use, over activations that a seed schedules.
namespace Orleans.Concurrency
{
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ReentrantAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : Attribute
    {
        public int MaxLocalWorkers => maxLocalWorkers;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class AlwaysInterleaveAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ReadOnlyAttribute : Attribute;
}

namespace Orleans.Runtime
{
    public interface IAddressable;

    public interface IGrainContext
    {
        string Key { get; }

        IGrainFactory GrainFactory { get; }

        void DeactivateOnIdle();
    }
}

namespace Orleans
{
    [AttributeUsage(AttributeTargets.All)]
    public sealed class GenerateSerializerAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class IdAttribute(uint id) : Attribute
    {
        public uint Id { get; } = id;
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class AliasAttribute(string alias) : Attribute
    {
        public string Alias { get; } = alias;
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class ImmutableAttribute : Attribute;

    public interface IGrain : IAddressable;

    public interface IGrainWithStringKey : IGrain;

    public interface IGrainFactory
    {
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
            where TGrainInterface : IGrainWithStringKey;
    }

    public static class GrainExtensions
    {
        public static string GetPrimaryKeyString(this IAddressable grain) => ((Grain)grain).GrainContext.Key;
    }

    public abstract class Grain : IAddressable
    {
        public IGrainContext GrainContext { get; } = OrleansLoyalty.Simulation.Actors.Activation.BeingMade;

        protected IGrainFactory GrainFactory => GrainContext.GrainFactory;

        public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        protected void DeactivateOnIdle() => GrainContext.DeactivateOnIdle();
    }
}
