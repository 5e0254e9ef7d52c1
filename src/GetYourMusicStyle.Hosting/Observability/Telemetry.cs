using System.ComponentModel.DataAnnotations;
using System.Reflection;
using GetYourMusicStyle.Hosting.Configuration;
using GetYourMusicStyle.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GetYourMusicStyle.Hosting.Observability;

/// <summary>Traces, metrics and logs of a process.</summary>
internal static class Telemetry
{
    private static string Version => typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = Options(builder.Configuration);
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", true));
        if (options.JsonLogs)
            builder.Logging.AddJsonConsole(console => (console.IncludeScopes, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", true));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("getyourmusicstyle", serviceVersion: Version))
            .WithMetrics(metrics => metrics
                .AddMeter(TelemetryNames.Product, TelemetryNames.Bus)
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (!Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var endpoint))
            return;     // spans that go nowhere are not made
        telemetry.WithMetrics(metrics => metrics.AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
        telemetry.WithTracing(traces => traces
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceShare)))
            .AddSource(TelemetryNames.Product, TelemetryNames.Bus)
            .AddAspNetCoreInstrumentation(http => http.Filter = OfInterest)
            .AddHttpClientInstrumentation()
            .AddNpgsql()
            .AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
    }

    // Needed while services are still being added, so they are checked here and now.
    private static TelemetryOptions Options(ConfigurationManager configuration)
    {
        var options = new TelemetryOptions();
        configuration.GetSection("Telemetry").Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        try
        {
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
            return options;
        }
        catch (ValidationException e)
        {
            throw new ConfigurationException(e.Message, e);
        }
    }

    private static bool OfInterest(HttpContext context) => !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/metrics");
}
