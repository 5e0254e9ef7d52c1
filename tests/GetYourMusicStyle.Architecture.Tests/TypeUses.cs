using Mono.Cecil;
using Mono.Cecil.Cil;

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>Which types of an assembly use which others of it, by what was compiled. Nested types, the compiler's too, count as the outermost.</summary>
internal static class TypeUses
{
    public static IEnumerable<(TypeDefinition From, TypeDefinition To)> In(ModuleDefinition module) =>
        module.Types.SelectMany(from => WithNested(from).SelectMany(Named).SelectMany(Simple).OfType<TypeDefinition>().Select(Outermost)
            .Where(to => to != from).Distinct().Select(to => (from, to)));

    /// <summary>The assemblies of all types that a type names, its nested ones too.</summary>
    public static IEnumerable<string> Assemblies(TypeDefinition type) =>
        WithNested(type).SelectMany(Named).SelectMany(Simple).Where(named => named is not GenericParameter).Select(named => named.Scope.Name);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Append(type);

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType, .. type.Interfaces.Select(one => one.InterfaceType), .. Attributes(type), .. Constraints(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.Events.SelectMany(one => Attributes(one).Append(one.EventType)),
        .. type.Methods.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method) =>
    [
        method.ReturnType, .. Attributes(method), .. Attributes(method.MethodReturnType), .. Constraints(method),
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
        .. method.HasBody ? Named(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> Named(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    // Their types, and the types they are given; to read others of their arguments, enumerations say, takes the assemblies these are from.
    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider member) => member.CustomAttributes.SelectMany(attribute =>
        attribute.Constructor.Parameters.Any(parameter => parameter.ParameterType.FullName == "System.Type")
            ? attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference).Append(attribute.AttributeType)
            : [attribute.AttributeType]);

    // A type without arrays, references and arguments around it, and those arguments.
    private static IEnumerable<TypeReference> Simple(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Simple)],
        TypeSpecification wrapped => Simple(wrapped.ElementType),
        _ => [type],
    };
}
