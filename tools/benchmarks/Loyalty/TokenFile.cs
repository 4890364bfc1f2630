using Microsoft.Extensions.Options;
using OrleansLoyalty.Api.Access;

namespace OrleansLoyalty.Benchmarks;

/// <summary>The members' development tokens, one a line, for the load to show. Signed once and kept.</summary>
internal sealed class TokenFile(Settings settings)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    internal string Key => settings.File("development-key.pem");

    internal string Path => settings.File($"tokens-{settings.Members}.txt");

    internal async Task MakeAsync()
    {
        if (File.Exists(Path) && File.Exists(Key) && File.GetLastWriteTimeUtc(Path) > DateTime.UtcNow - (Lifetime / 2))
        {
            return;
        }

        await Console.Error.WriteLineAsync($"Signing {settings.Members:N0} tokens…");
        using var keys = new SigningKeys(Access);
        var tokens = new Tokens(keys, Access, TimeProvider.System);
        await File.WriteAllLinesAsync(Path + ".new", Enumerable.Range(1, settings.Members)
            .Select(number => tokens.Issue(Seed.MemberName(number), Roles.Member, $"+861{number:D10}")));
        File.Move(Path + ".new", Path, overwrite: true);
    }

    /// <summary>A token of an admin.</summary>
    internal string Admin()
    {
        using var keys = new SigningKeys(Access);
        return new Tokens(keys, Access, TimeProvider.System).Issue("benchmark-admin", Roles.Admin, "+8613800000000");
    }

    private IOptions<AccessOptions> Access =>
        Options.Create(new AccessOptions { DevelopmentKeyFile = Key, DevelopmentTokenLifetime = Lifetime });
}
