using System.Reflection;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Tests.Grains;

/// <summary>
/// Messages in flight outlive a deploy, so what stands for a type and for a member is written down, once and for ever.
/// </summary>
public sealed class MessagesBetweenGrains
{
    private static readonly Assembly Interfaces = typeof(IProductCodeGrain).Assembly;

    private static readonly Type[] Messages =
        [.. Interfaces.GetTypes().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    private static readonly Type[] Grains =
        [.. Interfaces.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];

    [Fact]
    public void Are_all_serialisable_with_everything_they_carry()
    {
        var seen = new HashSet<Type>();
        var waiting = new Stack<Type>(Grains.SelectMany(grain => grain.GetMethods()).SelectMany(Crossing));
        var unknown = new List<string>();

        while (waiting.TryPop(out var type))
        {
            if (!seen.Add(type) || type.Assembly != Interfaces || type.IsEnum)
            {
                continue;
            }

            if (!Messages.Contains(type))
            {
                unknown.Add(type.Name);
            }

            foreach (var next in Members(type).SelectMany(member => Parts(member.PropertyType)).Concat(Cases(type)))
            {
                waiting.Push(next);
            }
        }

        Assert.NotEmpty(seen);
        Assert.Empty(unknown);
    }

    [Fact]
    public void Have_names_of_their_own()
    {
        var aliases = Messages.Concat(Grains)
            .Select(type => type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(alias => alias.Alias).ToArray())
            .ToArray();

        Assert.All(aliases, names => Assert.Single(names));
        Assert.Empty(aliases.SelectMany(names => names).GroupBy(name => name).Where(same => same.Count() > 1)
            .Select(same => same.Key));
    }

    [Fact]
    public void Number_every_member_once()
    {
        var faults = Messages
            .Where(type => !type.IsEnum)
            .Where(type => Ids(type) is var ids && (ids.Contains(null) || ids.Distinct().Count() != ids.Length))
            .Select(type => $"{type.Name}: {string.Join(", ", Ids(type))}");

        Assert.Empty(faults);
    }

    [Fact]
    public void Name_every_method_of_a_grain()
    {
        Assert.Empty(Grains.SelectMany(grain => grain.GetMethods())
            .Where(method => !method.IsDefined(typeof(AliasAttribute)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    private static IEnumerable<Type> Crossing(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).SelectMany(Parts);

    // List<Claim?>, Task<Claim>, Claim[]: what matters is Claim.
    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { IsArray: true } => Parts(type.GetElementType()!),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts),
        _ => [type],
    };

    private static IEnumerable<Type> Cases(Type type) =>
        type.IsAbstract ? Interfaces.GetTypes().Where(each => each != type && type.IsAssignableFrom(each)) : [];

    private static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.CanWrite || Parameter(property) is not null);

    private static uint?[] Ids(Type type) =>
        [.. Members(type).Select(member => (member.GetCustomAttribute<IdAttribute>()
            ?? Parameter(member)?.GetCustomAttribute<IdAttribute>())?.Id)];

    private static ParameterInfo? Parameter(PropertyInfo property) => property.DeclaringType!.GetConstructors()
        .SelectMany(constructor => constructor.GetParameters())
        .FirstOrDefault(parameter => parameter.Name == property.Name && parameter.ParameterType == property.PropertyType);
}
