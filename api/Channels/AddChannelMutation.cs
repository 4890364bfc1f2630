using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Channels;

namespace OrleansLoyalty.Api.Channels;

/// <summary>A channel to make known.</summary>
/// <param name="Code">Small letters, digits and single hyphens, such as <c>store-pos</c>; at most 32. Stays for ever.</param>
/// <param name="Name">What people call it; at most 100 characters.</param>
public sealed record AddChannelInput([property: ID] string Code, string Name);

/// <summary>The channel, or why it was not added.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Errors">Why not.</param>
public sealed record AddChannelPayload(ShownChannel? Channel, IReadOnlyList<IAddChannelError>? Errors);

/// <summary>Why adding was refused.</summary>
[UnionType("AddChannelError")]
public interface IAddChannelError : IRefusal;

/// <summary>The code is none, or is the program's own.</summary>
/// <param name="Code">The code as it was sent.</param>
[ObjectType]
public sealed record InvalidChannelCodeError([property: ID] string Code) : IAddChannelError
{
    /// <inheritdoc/>
    public string Message =>
        $"A channel's code has 1 to {ChannelCode.MaxLength} small letters, digits and single hyphens, and is not \"{ChannelCode.Program}\".";
}

/// <summary>The code belongs to a channel of another name.</summary>
/// <param name="Name">That channel's name.</param>
[ObjectType]
public sealed record ChannelCodeTakenError(string Name) : IAddChannelError
{
    /// <inheritdoc/>
    public string Message => $"The code belongs to the channel {Name}.";
}

/// <summary>Adds channels.</summary>
[MutationType]
public static partial class AddChannelMutation
{
    /// <summary>Makes a channel known. Sent again with the same name, it answers as the first time.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<AddChannelPayload> AddChannelAsync(
        AddChannelInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!ChannelCode.IsWellFormed(input.Code))
        {
            return new(null, [new InvalidChannelCodeError(input.Code)]);
        }

        var command = new AddChannel(BadInput.Text("name", input.Name, 100), Acting.Subject(user));
        return await grains.GetGrain<IChannelGrain>(input.Code).Add(command) switch
        {
            ChannelAdded(var channel) => new(ShownChannel.From(channel), null),
            ChannelCodeTaken(var name) => new(null, [new ChannelCodeTakenError(name)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }
}
