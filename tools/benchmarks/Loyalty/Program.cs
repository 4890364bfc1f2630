using OrleansLoyalty.Benchmarks;
using OrleansLoyalty.Benchmarks.Baseline;

return args switch
{
    ["baseline", .. var rest] => await BaselineServer.RunAsync(rest),
    ["scan", .. var rest] => await Contest.RunAsync(Subject.Scan, Settings.Read(rest, new())),
    ["hot-item", .. var rest] => await Contest.RunAsync(Subject.HotItem, Settings.Read(rest, new())),
    ["import", .. var rest] => await Imports.RunAsync(Settings.Read(rest, new() { Codes = 1_000_000 })),
    ["lists", .. var rest] => await Lists.RunAsync(Settings.Read(rest, new() { Codes = 10_000_000, Rounds = 40 })),
    ["sustained", .. var rest] => await Sustained.RunAsync(Settings.Read(rest, new() { Connections = [64] })),
    ["growth", .. var rest] => await Growth.RunAsync(
        Settings.Read(rest, new() { Codes = 10_000_000, Members = 100, Connections = [64], Seconds = 8 })),
    ["memory", .. var rest] => await Memory.RunAsync(Settings.Read(rest, new() { Codes = 2_200_000, Connections = [64] })),
    ["seed", .. var rest] => await Existing.MakeAsync(Settings.Read(rest, new())),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: loyalty-benchmark scan|hot-item|import|lists|sustained|growth|memory|seed [--seconds N] [--rounds N] "
        + "[--connections N,N] [--codes N] [--members N] [--json]");
    return 2;
}
