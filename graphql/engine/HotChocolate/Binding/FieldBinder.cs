using System.Linq.Expressions;
using System.Reflection;
using GraphQLEngine.Types;
using HotChocolate.CostAnalysis.Types;
using HotChocolate.Types;
using HotChocolate.Types.Pagination;
using HotChocolate.Types.Relay;

namespace GraphQLEngine.Binding;

/// <summary>Makes fields of properties and methods.</summary>
internal sealed class FieldBinder(TypeMap map, BindingOptions options)
{
    private readonly ParameterBinder _parameters = new(map, options);

    /// <summary>A field of an object or interface from a property of its values.</summary>
    public Field Property(PropertyInfo property)
    {
        var type = TypeUse.Of(property).ToGraphQL(Named(property));
        var read = ReadOf(property);
        var rule = AccessRule.Of(property);

        var field = new Field(Naming.Field(property), type)
        {
            Description = map.Docs.Of(property),
            DeprecationReason = Resolvers.DeprecationOf(property),
            Read = rule is null ? read : null,
            Resolve = rule is null ? null : Guard(rule, context => new(read(context.Source!))),
        };
        Attach(field, property, rule);
        return field;
    }

    /// <summary>A further field of an object from a method that takes it as its parent.</summary>
    public Field Extension(MethodInfo method, Type parent)
    {
        var rule = AccessRule.Of(method);
        var (field, body) = Create(method, rule);
        field.Read = rule is null ? ReadOf(method, parent) : null;
        field.Resolve = field.Read is null ? body : null;
        return field;
    }

    /// <summary>A field of Query or Mutation.</summary>
    public Field Root(MethodInfo method)
    {
        var (field, body) = Create(method, RootRule(method));
        field.Resolve = body;
        return field;
    }

    /// <summary>A field of Subscription: its stream is opened by another method.</summary>
    public Field Subscription(MethodInfo method)
    {
        var rule = RootRule(method);
        var (field, body) = Create(method, rule);
        field.Resolve = body;
        field.Subscribe = Streams.Compile(method, field.Arguments, _parameters, rule);
        return field;
    }

    private (Field Field, Resolver Body) Create(MethodInfo method, AccessRule? rule)
    {
        var paging = method.GetCustomAttribute<UsePagingAttribute>();
        var name = Naming.Field(method);
        var arguments = _parameters.ArgumentsOf(method);
        var page = paging is null ? null : PageOf(paging);
        if (page is not null)
        {
            foreach (var argument in PageRule.Arguments)
            {
                arguments.Add(argument);
            }
        }

        var type = paging is null
            ? TypeUse.Returned(method).ToGraphQL(Named(method))
            : map.Connection(paging.ConnectionName ?? Naming.PascalCase(name), NodeOf(method));
        var field = new Field(name, type)
        {
            Arguments = arguments,
            Description = map.Docs.Of(method),
            DeprecationReason = Resolvers.DeprecationOf(method),
        };
        Attach(field, method, rule);
        if (page is not null)
        {
            field.Metadata.Set(page.Size);
        }

        var body = ResolverCompiler.Compile(method, parameter => _parameters.Bind(parameter, arguments, page));
        return (field, Guard(rule, page, body));
    }

    private AccessRule? RootRule(MethodInfo method) =>
        AccessRule.Of(method) ?? (options.RefuseUndeclared ? AccessRule.Undeclared : null);

    private PageRule PageOf(UsePagingAttribute paging) => new(
        paging.DefaultPageSize > 0 ? paging.DefaultPageSize : options.DefaultPageSize,
        paging.MaxPageSize > 0 ? paging.MaxPageSize : options.MaxPageSize);

    private IGraphQLType NodeOf(MethodInfo method) =>
        TypeUse.Returned(method) is { Item: { } node } use && typeof(Connection).IsAssignableFrom(use.Type)
            ? node.ToGraphQL(map.Output)
            : throw new SchemaBindingException($"{method.DeclaringType}.{method.Name} has [UsePaging], so it must return a Connection<T>.");

    private Func<Type, NamedType> Named(MemberInfo member) =>
        member.IsDefined(typeof(IDAttribute)) ? _ => BuiltInScalars.Id : map.Output;

    private static void Attach(Field field, MemberInfo member, AccessRule? rule)
    {
        if (rule is not null)
        {
            field.Metadata.Set(rule);
        }

        if (member.GetCustomAttribute<CostAttribute>() is { } cost)
        {
            field.Metadata.Set(new FieldCost(cost.Weight));
        }

        if (member.GetCustomAttribute<ListSizeAttribute>() is { } size)
        {
            field.Metadata.Set(new ListSize(size.AssumedSize));
        }
    }

    private static Resolver Guard(AccessRule? rule, PageRule? page, Resolver body)
    {
        Resolver checkedBody = page is null ? body : context =>
        {
            _ = page.Read(context); // Also where the method asks for no page.
            return body(context);
        };
        return rule is null or { Anonymous: true } ? checkedBody : Guard(rule, checkedBody);
    }

    private static Resolver Guard(AccessRule rule, Resolver body) => context =>
    {
        rule.Demand(context.Request.User);
        return body(context);
    };

    private static Func<object, object?> ReadOf(PropertyInfo property)
    {
        var source = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(source, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), source).Compile();
    }

    // A method that takes nothing but its parent and answers at once is as fast as a property.
    private static Func<object, object?>? ReadOf(MethodInfo method, Type parent)
    {
        if (method.GetParameters() is not [var only] || only.ParameterType != parent || TypeUse.IsTask(method.ReturnType))
        {
            return null;
        }

        var source = Expression.Parameter(typeof(object));
        var value = Expression.Call(method, Expression.Convert(source, parent));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), source).Compile();
    }
}
