namespace OrleansLoyalty.Api;

/// <summary>Why a mutation was refused.</summary>
[InterfaceType("Error")]
public interface IRefusal
{
    /// <summary>One sentence for a person.</summary>
    string Message { get; }
}
