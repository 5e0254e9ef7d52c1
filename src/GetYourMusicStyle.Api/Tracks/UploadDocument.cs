using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>The bodies of an upload in the OpenAPI document: it is read as a stream, so they follow from no parameter.</summary>
internal static class UploadDocument
{
    public static Task AddBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "file" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["batch"] = text,
                ["path"] = text,
                ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
            },
        };
        var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = form },
                ["application/octet-stream"] = new() { Schema = bytes },
            },
        };
        return Task.CompletedTask;
    }
}
