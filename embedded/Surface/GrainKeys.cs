using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that can be called by address: a grain, or a reference to one.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks the interfaces through which grains are called.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain known by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain known by a <see cref="Guid"/>.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain known by a whole number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>Reads the key of a grain or of a reference to one.</summary>
    public static class GrainExtensions
    {
        /// <summary>The key of a grain known by a string.</summary>
        public static string GetPrimaryKeyString(this IAddressable grain) => EmbeddedActors.GrainKey.Of(grain);

        /// <summary>The key of a grain known by a <see cref="Guid"/>.</summary>
        public static Guid GetPrimaryKey(this IAddressable grain) =>
            Guid.ParseExact(EmbeddedActors.GrainKey.Of(grain), "N");

        /// <summary>The key of a grain known by a whole number.</summary>
        public static long GetPrimaryKeyLong(this IAddressable grain) =>
            long.Parse(EmbeddedActors.GrainKey.Of(grain), CultureInfo.InvariantCulture);
    }
}
