using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Coordination.Repository.Tests.Purity;

/// <summary>What an assembly refers to, read from its metadata; nothing of it is loaded or run.</summary>
internal static class TypeReferences
{
    /// <summary>
    /// Full names of all types outside it that it refers to, wherever: base types, fields, parameters, locals, code,
    /// attributes.
    /// </summary>
    public static IReadOnlyList<string> Of(string assemblyPath)
    {
        using var image = new PEReader(File.OpenRead(assemblyPath));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => FullName(metadata, handle)).Order(StringComparer.Ordinal)];
    }

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return $"{FullName(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}";
        return type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
