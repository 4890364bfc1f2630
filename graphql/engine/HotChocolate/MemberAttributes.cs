namespace HotChocolate
{
    /// <summary>The object that the field belongs to.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class ParentAttribute : Attribute;

    /// <summary>The event that a subscription's field turns into its value.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class EventMessageAttribute : Attribute;

    /// <summary>The name in the schema, instead of the one that follows from the C# name.</summary>
    [AttributeUsage(AttributeTargets.All)]
    public sealed class GraphQLNameAttribute(string name) : Attribute
    {
        public string Name { get; } = name;
    }

    /// <summary>The description in the schema, instead of the XML documentation.</summary>
    [AttributeUsage(AttributeTargets.All)]
    public sealed class GraphQLDescriptionAttribute(string description) : Attribute
    {
        public string Description { get; } = description;
    }

    /// <summary>No part of the schema.</summary>
    [AttributeUsage(AttributeTargets.All)]
    public sealed class GraphQLIgnoreAttribute : Attribute;

    /// <summary>Not to be used any more, and what to use instead.</summary>
    [AttributeUsage(AttributeTargets.All)]
    public sealed class GraphQLDeprecatedAttribute(string deprecationReason) : Attribute
    {
        public string DeprecationReason { get; } = deprecationReason;
    }

    /// <summary>Names the types of an assembly as a module; here an assembly is bound as a whole.</summary>
    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class ModuleAttribute(string name) : Attribute
    {
        public string Name { get; } = name;
    }
}

namespace HotChocolate.Types
{
    /// <summary>What an argument or input field is when nothing is given.</summary>
    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
    public sealed class DefaultValueAttribute(object? value) : Attribute
    {
        public object? Value { get; } = value;
    }
}

namespace HotChocolate.Types.Relay
{
    /// <summary>Of the type ID; the value stays as it is.</summary>
    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Method)]
    public sealed class IDAttribute : Attribute;
}

namespace HotChocolate.CostAnalysis.Types
{
    /// <summary>What one use of the field weighs in an operation's cost.</summary>
    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
    public sealed class CostAttribute(double weight) : Attribute
    {
        public double Weight { get; } = weight;
    }

    /// <summary>How many items the list of a field is taken to have in an operation's cost.</summary>
    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
    public sealed class ListSizeAttribute : Attribute
    {
        public int AssumedSize { get; init; }
    }
}
