using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GetYourMusicStyle.Api.OpenApi;

/// <summary>What the OpenAPI document says of the types, where .NET alone says too little of what is sent.</summary>
internal static class ApiSchemas
{
    /// <summary>Numbers come as numbers, names out of an enumeration as strings.</summary>
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Type is { } type && (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        if (schema.Enum is { Count: > 0 } names)
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. names.Where(name => name is not null && !name.IsJsonNullSentinel())]);
        if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
            DescribeProblem(schema);
        return Task.CompletedTask;
    }

    /// <summary>Every property of an answer is there, if only as null; what is no JSON is text or bytes.</summary>
    public static Task DescribeAnswersAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var response in document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Responses!.Values))
        {
            foreach (var (mediaType, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                if (mediaType == "application/json")
                    Require(content.Schema, document, seen);
                else if (mediaType is not ("application/problem+json" or "text/event-stream"))
                    content.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
            }
        }
        return Task.CompletedTask;
    }

    private static void Require(IOpenApiSchema? part, OpenApiDocument document, HashSet<string> seen)
    {
        if (part is OpenApiSchemaReference { Reference.Id: { } id })
            part = seen.Add(id) ? document.Components!.Schemas![id] : null;
        if (part is not OpenApiSchema schema)
            return;
        if (schema.Properties is { Count: > 0 } properties)
            schema.Required = properties.Keys.ToHashSet();
        foreach (var inner in new[] { schema.Items, schema.AdditionalProperties }.Concat(schema.Properties?.Values ?? []).Concat(schema.OneOf ?? []))
            Require(inner, document, seen);
    }

    // Of the members that RFC 9457 leaves open, four are always sent; three of ours may be.
    private static void DescribeProblem(OpenApiSchema schema)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        var number = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" };
        schema.Required = new HashSet<string> { "type", "title", "status", "detail" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = text,
            ["title"] = text,
            ["status"] = number,
            ["detail"] = text,
            [Problem.RetryAfter] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "After how many seconds to try again." },
            [Problem.SignIn] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Where people sign in at a provider of identities." },
            ["traceId"] = text,
        };
    }
}
