using System.Reflection;
using GraphQLEngine.Types;
using HotChocolate.Types;

namespace GraphQLEngine.Binding;

/// <summary>
/// Builds a schema from C# that carries Hot Chocolate's attributes. Reflection happens here alone: resolvers are
/// compiled, so a request meets plain delegates.
/// </summary>
public static class AnnotatedSchema
{
    /// <summary>The schema of all annotated types of an assembly.</summary>
    /// <exception cref="SchemaBindingException">Something is annotated that cannot become a schema.</exception>
    public static Schema Build(Assembly assembly, BindingOptions? options = null) => Build(assembly.GetTypes(), options);

    /// <summary>The schema of these annotated types and all that they mention.</summary>
    /// <exception cref="SchemaBindingException">Something is annotated that cannot become a schema.</exception>
    public static Schema Build(IEnumerable<Type> types, BindingOptions? options = null)
    {
        // By name, so that the schema does not depend on the order in which the compiler met the files.
        Type[] sorted = [.. types.OrderBy(type => type.FullName, StringComparer.Ordinal)];
        var map = new TypeMap(ExtensionsOf(sorted));
        var fields = new FieldBinder(map, options ?? new BindingOptions());

        var query = Root("Query", Having<QueryTypeAttribute>(sorted), fields.Root);
        var mutation = Root("Mutation", Having<MutationTypeAttribute>(sorted), fields.Root);
        var subscription = Root("Subscription", Having<SubscriptionTypeAttribute>(sorted), fields.Subscription);
        var listed = Having<ObjectTypeAttribute>(sorted).Select(map.Output).ToList();

        map.Complete(fields, Having<InterfaceTypeAttribute>(sorted));
        return new Schema(query, mutation, subscription, listed);
    }

    private static IEnumerable<Type> Having<TAttribute>(Type[] types)
        where TAttribute : Attribute => types.Where(type => type.IsDefined(typeof(TAttribute), inherit: false));

    private static ILookup<Type, Type> ExtensionsOf(Type[] types) =>
        (from type in types
         from attribute in type.GetCustomAttributes(inherit: false)
         where attribute.GetType().IsGenericType
             && attribute.GetType().GetGenericTypeDefinition() == typeof(ObjectTypeAttribute<>)
         select (Extended: attribute.GetType().GetGenericArguments()[0], Type: type))
        .ToLookup(pair => pair.Extended, pair => pair.Type);

    private static ObjectType? Root(string name, IEnumerable<Type> classes, Func<MethodInfo, Field> bind)
    {
        var root = new ObjectType(name);
        foreach (var method in classes.SelectMany(Resolvers.MethodsOf))
        {
            root.Fields.AddBound(name, bind(method));
        }

        return root.Fields.Count == 0 ? null : root;
    }
}
