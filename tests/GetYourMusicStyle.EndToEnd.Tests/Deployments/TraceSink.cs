using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>A span as a process has sent it; ids in hexadecimal.</summary>
internal sealed record SentSpan(string Scope, string Name, string Trace, string Id, string Parent);

/// <summary>A collector that takes traces by OTLP over gRPC, as far as the tests need it.</summary>
internal sealed class TraceSink : IAsyncDisposable
{
    private readonly ConcurrentBag<SentSpan> _spans = [];
    private readonly WebApplication _app;

    private TraceSink(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", ExportAsync);
        _app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", AcknowledgeAsync);
    }

    public string Address { get; }

    public IReadOnlyCollection<SentSpan> Spans => _spans;

    public static async Task<TraceSink> StartAsync()
    {
        var sink = new TraceSink(Ports.Free());
        await sink._app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ExportAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        byte[] frame = body.ToArray();
        // trace.proto: ExportTraceServiceRequest.resource_spans = 1, .scope_spans = 2, .scope = 1 (.name = 1), .spans = 2
        foreach (var scopes in Fields(frame.AsMemory(5)).Where(field => field.Number == 1).SelectMany(resource => Fields(resource.Bytes)).Where(field => field.Number == 2))
        {
            var parts = Fields(scopes.Bytes).ToList();
            string scope = Encoding.UTF8.GetString(Field(parts.First(part => part.Number == 1).Bytes, 1).Span);
            foreach (var span in parts.Where(part => part.Number == 2))
                _spans.Add(new(scope, Encoding.UTF8.GetString(Field(span.Bytes, 5).Span), Hex(Field(span.Bytes, 1)), Hex(Field(span.Bytes, 2)), Hex(Field(span.Bytes, 4))));
        }
        await AcknowledgeAsync(context);
    }

    private static async Task AcknowledgeAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[5]);        // an empty message
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static ReadOnlyMemory<byte> Field(ReadOnlyMemory<byte> message, int number) => Fields(message).FirstOrDefault(field => field.Number == number).Bytes;

    /// <summary>The fields of a protobuf message; those that are no strings, bytes or messages are empty.</summary>
    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            int tag = (int)Varint(ref message);
            int length = (tag & 7) switch
            {
                0 => 0 * (int)Varint(ref message),
                1 => sizeof(long),
                2 => (int)Varint(ref message),
                5 => sizeof(int),
                _ => throw new InvalidDataException($"wire type {tag & 7}"),
            };
            yield return (tag >> 3, (tag & 7) == 2 ? message[..length] : default);
            message = message[length..];
        }
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes.Span[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
