using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>Proxies that the operator names: what they say of the address, scheme, host and prefix that a caller used is believed; what others say is not.</summary>
public static class TrustedProxies
{
    /// <summary>Makes requests look as they did before the proxies. To be called before everything else; routes are chosen after it.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<ApiOptions>>().Value;
        var networks = options.ProxyNetworks().ToArray();
        if (networks.Length > 0)
        {
            app.Use((context, next) =>
            {
                if (context.Connection.RemoteIpAddress is { } peer && networks.Any(network => network.Contains(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer)))
                    context.Features.Set(new Passed());
                return next(context);
            });
            app.UseForwardedHeaders();
        }
        if (options.PathBase.Length > 0)
            app.UsePathBase(options.PathBase);
        return app.Use(AddPrefix).UseRouting();
    }

    internal static void AddTrustedProxies(this IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ApiOptions>>((forwarded, api) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.All;
            forwarded.ForwardLimit = null;      // as many as are named, one behind the other
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in api.Value.ProxyNetworks())
                forwarded.KnownIPNetworks.Add(network);
        });

    /// <summary>Whether a request came through such a proxy.</summary>
    internal static bool WasPassed(HttpContext context) => context.Features.Get<Passed>() is not null;

    // Addresses within this server that an answer names stand below the prefix too.
    private static Task AddPrefix(HttpContext context, RequestDelegate next)
    {
        if (context.Request.PathBase is { HasValue: true } prefix)
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                if (headers.Location.ToString() is ['/', not '/', ..] location && !new PathString(location.Split('?')[0]).StartsWithSegments(prefix))
                    headers.Location = prefix + location;
                if (headers.Link.ToString() is ['<', '/', ..] link)
                    headers.Link = $"<{prefix}{link[1..]}";
                return Task.CompletedTask;
            });
        }
        return next(context);
    }

    private sealed class Passed;
}
