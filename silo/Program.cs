using OrleansLoyalty;
using OrleansLoyalty.Storage.Schema;
using OrleansLoyalty.Verification;

var (command, settings) = CommandLine.Read(args);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
if (CommandLine.Renamed(builder.Configuration) is { } renamed)
{
    await Console.Error.WriteLineAsync(renamed);
    return 2;
}

var options = CommandLine.Options(builder);

if (command == "verify")
{
    return await VerifyCommand.RunAsync(options, Console.Out);
}

await using var app = LoyaltyHost.Build(builder, options);
try
{
    await LoyaltyHost.PrepareDatabaseAsync(app);
    await app.StartAsync();
}
catch (Exception refusal) when (refusal is UnsafeDatabaseException or OrleansLoyalty.Journal.StorageUnavailableException)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}

Console.WriteLine(ReadyLine.Of(app, options));
await app.WaitForShutdownAsync();
return 0;
