using OrleansLoyalty.Benchmarks;
using OrleansLoyalty.Benchmarks.Baseline;

return args switch
{
    ["baseline", .. var rest] => await BaselineServer.RunAsync(rest),
    ["scan", .. var rest] => await Contest.RunAsync(Subject.Scan, Settings.Read(rest)),
    ["hot-item", .. var rest] => await Contest.RunAsync(Subject.HotItem, Settings.Read(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: loyalty-benchmark scan|hot-item [--seconds N] [--rounds N] [--connections N,N] [--json]");
    return 2;
}
