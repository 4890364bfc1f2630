using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HotChocolate;

namespace GraphQLEngine.Binding;

/// <summary>Descriptions from the XML files that the compiler writes beside the assemblies.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _files = [];

    public string? Of(Type type) => Given(type) ?? Text(Find(type.Assembly, "T:" + IdOf(type))?.Element("summary"));

    public string? Of(MethodInfo method) =>
        Given(method) ?? Text(Find(method.Module.Assembly, MethodId(method))?.Element("summary"));

    public string? Of(FieldInfo value) =>
        Given(value) ?? Text(Find(value.Module.Assembly, $"F:{IdOf(value.DeclaringType!)}.{value.Name}")?.Element("summary"));

    /// <summary>Of a property: its own, that of an interface it inherits from, or of a record's parameter.</summary>
    public string? Of(PropertyInfo property)
    {
        if (Given(property) is { } given)
        {
            return given;
        }

        var owner = property.DeclaringType!;
        var own = Find(owner.Assembly, $"P:{IdOf(owner)}.{property.Name}");
        if (own?.Element("inheritdoc") is not null)
        {
            return owner.GetInterfaces()
                .Select(parent => parent.GetProperty(property.Name))
                .OfType<PropertyInfo>()
                .Select(Of)
                .FirstOrDefault(text => text is not null);
        }

        return Text(own?.Element("summary")) ?? Text(ParameterOf(Find(owner.Assembly, "T:" + IdOf(owner)), property.Name));
    }

    public string? Of(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description
        ?? Text(ParameterOf(Find(parameter.Member.Module.Assembly, MethodId((MethodInfo)parameter.Member)), parameter.Name!));

    private XElement? Find(Assembly assembly, string id)
    {
        if (!_files.TryGetValue(assembly, out var members))
        {
            _files[assembly] = members = Read(Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml"));
        }

        return members.GetValueOrDefault(id);
    }

    // A method's id ends before its parameters: fields are told apart by name, so resolvers have no overloads.
    private static Dictionary<string, XElement> Read(string path)
    {
        var members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            foreach (var member in XDocument.Load(path).Descendants("member"))
            {
                members.TryAdd(((string?)member.Attribute("name") ?? "").Split('(')[0], member);
            }
        }

        return members;
    }

    private static XElement? ParameterOf(XElement? member, string name) =>
        member?.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == name);

    private static string MethodId(MethodInfo method) => $"M:{IdOf(method.DeclaringType!)}.{method.Name}";

    private static string IdOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Given(MemberInfo member) =>
        member.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description;

    private static string? Text(XElement? element)
    {
        var text = element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref") is { } reference => reference.Value.Split('(')[0].Split('.', ':')[^1],
        XElement element when element.Attribute("langword") is { } word => word.Value,
        XElement element when element.Attribute("name") is { } name => Naming.CamelCase(name.Value),
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
