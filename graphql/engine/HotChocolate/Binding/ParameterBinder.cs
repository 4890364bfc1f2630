using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using GraphQLEngine.Execution;
using GraphQLEngine.Types;
using GreenDonut;
using GreenDonut.Data;
using HotChocolate;
using HotChocolate.Types.Relay;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQLEngine.Binding;

/// <summary>Where the parameters of a resolver come from: most are arguments, the rest is recognised by type or attribute.</summary>
internal sealed class ParameterBinder(TypeMap map, BindingOptions options)
{
    /// <summary>The expression that stands for the <see cref="ResolverContext"/> in what <see cref="Bind"/> makes.</summary>
    public static ParameterExpression Context { get; } = Expression.Parameter(typeof(ResolverContext), "context");

    /// <summary>The GraphQL arguments among a method's parameters.</summary>
    public InputValueList ArgumentsOf(MethodInfo method)
    {
        var arguments = new InputValueList();
        foreach (var parameter in method.GetParameters().Where(IsArgument))
        {
            var isId = parameter.IsDefined(typeof(IDAttribute));
            var type = TypeUse.Of(parameter).ToGraphQL(isId ? _ => BuiltInScalars.Id : map.Input);
            arguments.Add(new InputValue(Naming.Argument(parameter), type)
            {
                Description = map.Docs.Of(parameter),
                Default = Literals.DefaultOf(parameter),
            });
        }

        return arguments;
    }

    /// <summary>The expression that gives a parameter its value.</summary>
    public Expression Bind(ParameterInfo parameter, InputValueList arguments, PageRule? page)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ParentAttribute)) || parameter.IsDefined(typeof(EventMessageAttribute)))
        {
            return Expression.Convert(Expression.Property(Context, nameof(ResolverContext.Source)), type);
        }

        if (type == typeof(CancellationToken))
        {
            return Expression.Property(Context, nameof(ResolverContext.Cancellation));
        }

        if (type == typeof(ClaimsPrincipal))
        {
            return Expression.Property(Expression.Property(Context, nameof(ResolverContext.Request)), nameof(RequestContext.User));
        }

        if (type == typeof(PagingArguments))
        {
            return page is null
                ? throw new SchemaBindingException($"{Described(parameter)} is a page, but the method has no [UsePaging].")
                : Expression.Call(Expression.Constant(page), nameof(PageRule.Read), null, Context);
        }

        if (typeof(IDataLoader).IsAssignableFrom(type))
        {
            return Expression.Call(typeof(RequestBatches), nameof(RequestBatches.Loader), [type], Context);
        }

        return IsArgument(parameter) ? Argument(parameter, arguments) : Service(type);
    }

    private static Expression Argument(ParameterInfo parameter, InputValueList arguments)
    {
        var name = Naming.Argument(parameter);
        if (!arguments.TryGetValue(name, out var argument))
        {
            throw new SchemaBindingException($"{Described(parameter)} is no argument of the field: the resolver must take it as well.");
        }

        var value = Expression.Call(ArgumentMethod, Context, Expression.Constant(arguments.IndexOf(argument)));
        return InputValues.Convert(value, parameter.ParameterType);
    }

    private static MethodCallExpression Service(Type type) => Expression.Call(
        typeof(ServiceProviderServiceExtensions),
        nameof(ServiceProviderServiceExtensions.GetRequiredService),
        [type],
        Expression.Property(Expression.Property(Context, nameof(ResolverContext.Request)), nameof(RequestContext.Services)));

    private bool IsArgument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return !parameter.IsDefined(typeof(ParentAttribute))
            && !parameter.IsDefined(typeof(EventMessageAttribute))
            && type != typeof(CancellationToken)
            && type != typeof(ClaimsPrincipal)
            && type != typeof(PagingArguments)
            && !typeof(IDataLoader).IsAssignableFrom(type)
            && (Scalars.Find(type) is not null || !options.IsService(type));
    }

    private static MethodInfo ArgumentMethod { get; } =
        typeof(ParameterBinder).GetMethod(nameof(ArgumentAt), BindingFlags.Static | BindingFlags.NonPublic)!;

    // A span cannot stand in an expression, so it is indexed here.
    private static object? ArgumentAt(ResolverContext context, int index) => context.Arguments[index];

    private static string Described(ParameterInfo parameter) =>
        $"{parameter.Name} in {parameter.Member.DeclaringType}.{parameter.Member.Name}";
}
