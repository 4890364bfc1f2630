using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedActors;

/// <summary>Which grain: its class and its key as text.</summary>
internal readonly record struct GrainKey(GrainClass Class, string Key)
{
    public static string From(Guid key) => key.ToString("N");

    public static string From(long key) => key.ToString(CultureInfo.InvariantCulture);

    /// <summary>The key of a grain, or of the grain a reference points to.</summary>
    public static string Of(IAddressable grain) => grain switch
    {
        GrainReference reference => reference.Key.Key,
        IGrainBase { GrainContext: Activation activation } => activation.Key.Key,
        _ => throw new ArgumentException("This is neither a reference nor an activated grain.", nameof(grain)),
    };

    public override string ToString() => $"{Class.Name}/{Key}";
}
