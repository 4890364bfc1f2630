using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Silos;

/// <summary>Names of grain interfaces are spelled once, and as Orleans spells them: silos of different versions must agree.</summary>
public sealed class NamingGrainInterfaces(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public void Gives_every_interface_the_name_that_Orleans_gives_it()
    {
        var first = cluster.Services.GetServices<IGrainInterfaceTypeProvider>().First();
        var orleans = cluster.Services.GetRequiredService<GrainInterfaceTypeResolver>();

        var interfaces = typeof(IProductCodeGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
            .ToList();

        Assert.NotEmpty(interfaces);
        Assert.All(interfaces, type =>
        {
            Assert.True(first.TryGetGrainInterfaceType(type, out var name), $"The first that is asked does not know {type}.");
            Assert.Equal(orleans.GetGrainInterfaceTypeByConvention(type), name);
        });
    }
}
