using Microsoft.Extensions.Options;

namespace OrleansLoyalty.Api.Access;

/// <summary>Who signs in, as what.</summary>
/// <param name="Phone">5 to 20 digits, with or without a leading +; blanks and hyphens do not count.</param>
/// <param name="Role">What the token allows.</param>
public sealed record SignInInput(string Phone, Role Role);

/// <summary>A token, or why there is none.</summary>
/// <param name="Token">To be sent as <c>Authorization: Bearer …</c>.</param>
/// <param name="Errors">Why not.</param>
public sealed record SignInPayload(string? Token, IReadOnlyList<ISignInError>? Errors);

/// <summary>Why signing in was refused.</summary>
[UnionType("SignInError")]
public interface ISignInError : IRefusal;

/// <summary>This gateway takes tokens of its issuer only.</summary>
[ObjectType]
public sealed record SignInDisabledError : ISignInError
{
    /// <inheritdoc/>
    public string Message => "Sign in with the brand's own account service: this gateway hands out no tokens.";
}

/// <summary>The phone number is none.</summary>
[ObjectType]
public sealed record InvalidPhoneError : ISignInError
{
    /// <inheritdoc/>
    public string Message => "A phone number has 5 to 20 digits.";
}

/// <summary>Development sign-in.</summary>
[MutationType]
public static partial class SignInMutation
{
    /// <summary>Signs in without a password. Works in development only.</summary>
    [AllowAnonymous]
    public static async Task<SignInPayload> SignInAsync(
        SignInInput input, IOptions<AccessOptions> options, Tokens tokens, Membership membership, CancellationToken cancellation)
    {
        if (!options.Value.DevelopmentSignIn)
        {
            return new SignInPayload(null, [new SignInDisabledError()]);
        }

        if (PhoneNumber.Parse(input.Phone) is not { } phone)
        {
            return new SignInPayload(null, [new InvalidPhoneError()]);
        }

        return input.Role switch
        {
            Role.Member => Token(tokens, await membership.FindOrJoinAsync(phone, cancellation), Roles.Member, phone),
            Role.Clerk => Token(tokens, $"clerk-{phone.TrimStart('+')}", Roles.Clerk, phone),
            _ => Token(tokens, $"admin-{phone.TrimStart('+')}", Roles.Admin, phone),
        };
    }

    private static SignInPayload Token(Tokens tokens, string subject, string role, string phone) =>
        new(tokens.Issue(subject, role, phone), null);
}
