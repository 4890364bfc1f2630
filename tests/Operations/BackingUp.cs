
namespace OrleansLoyalty.Tests.Operations;

/// <summary>An operator copies a running system's database into a file, and makes a database of the file.</summary>
public sealed class BackingUp : IDisposable
{
    private const string Phone = "13800000021";

    private readonly string _data = LoyaltyProcess.NewData();
    private readonly string _other = LoyaltyProcess.NewData();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"loyalty-{Guid.NewGuid():N}.dump");

    public void Dispose()
    {
        Directory.Delete(_data, recursive: true);
        Directory.Delete(_other, recursive: true);
        File.Delete(_file);
    }

    [Fact]
    public async Task Keeps_what_was_there_and_restores_it_whole_or_not_at_all()
    {
        var codes = await BackUpAfterOneClaimAsync();

        var (code, output) = await RestoreAsync(_file);
        Assert.True(code == 0, output);
        Assert.Matches(@"Restored \d+ tables in \d+ s\.\n(.*\n)*Everything agrees: ", output);

        // What was claimed before the backup is there, and what was claimed after it is not.
        await using (var system = await LoyaltyProcess.StartAsync(_other))
        {
            using var member = await Claiming.SignedInAsync(system.Endpoint, Phone, "MEMBER");
            Assert.Equal(10, await member.BalanceAsync());
            await member.ClaimAsync(codes[2]);

            var (inUse, why) = await RestoreAsync(_file, "--replace");
            Assert.Equal(1, inUse);
            Assert.Contains("stop the application first", why, StringComparison.Ordinal);
        }

        await IsRefusedWhereThereIsSomethingAsync();
        await LeavesWhatWasThereWhenTheFileBreaksOffAsync();
        (code, output) = await RestoreAsync(_file, "--replace");
        Assert.True(code == 0, output);
        await AssertBalanceAsync(10);
    }

    [Fact]
    public async Task Is_refused_where_nothing_was_started()
    {
        var (code, output) = await LoyaltyProcess.EndOfAsync(["backup", _file, "--data", _data]);

        Assert.Equal((1, $"There is no database in {_data} to back up."), (code, output.Trim()));
        Assert.False(File.Exists(_file));
    }

    [Theory]
    [InlineData("is no backup, or only a part of one", "no backup")]
    [InlineData("There is no file", null)]
    public async Task Is_refused_of_a_file_that_is_none(string sentence, string? content)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(_file, content);
        }

        var (code, output) = await RestoreAsync(_file);

        Assert.Equal(1, code);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
    }

    private async Task<List<string>> BackUpAfterOneClaimAsync()
    {
        await using var system = await LoyaltyProcess.StartAsync(_data, "--demo");
        var codes = await Claiming.ActiveCodesAsync(system.Endpoint);
        using var member = await Claiming.SignedInAsync(system.Endpoint, Phone, "MEMBER");
        await member.ClaimAsync(codes[0]);
        var (code, output) = await LoyaltyProcess.EndOfAsync(["backup", _file, "--data", _data]);
        Assert.True(code == 0, output);
        Assert.Matches(@"Backed up \S+ in \d+ s: ", output);
        await member.ClaimAsync(codes[1]);
        return codes;
    }

    private async Task IsRefusedWhereThereIsSomethingAsync()
    {
        var (code, output) = await RestoreAsync(_file);

        Assert.Equal(1, code);
        Assert.Matches(@"The database has \d+ tables already\. To lose what they hold, add --replace\.", output);
    }

    private async Task LeavesWhatWasThereWhenTheFileBreaksOffAsync()
    {
        var half = $"{_file}.half";
        var whole = await File.ReadAllBytesAsync(_file);
        await File.WriteAllBytesAsync(half, whole[..(whole.Length * 2 / 3)]);

        var (code, output) = await RestoreAsync(half, "--replace");

        File.Delete(half);
        Assert.True(code == 1, output);
        Assert.Contains("the database is as it was", output, StringComparison.Ordinal);
        await AssertBalanceAsync(20);
    }

    private async Task AssertBalanceAsync(long points)
    {
        await using var system = await LoyaltyProcess.StartAsync(_other);
        using var member = await Claiming.SignedInAsync(system.Endpoint, Phone, "MEMBER");
        Assert.Equal(points, await member.BalanceAsync());
    }

    private Task<(int Code, string Output)> RestoreAsync(string file, params string[] options) =>
        LoyaltyProcess.EndOfAsync(["restore", file, "--data", _other, .. LoyaltyProcess.Framework, .. options]);
}
