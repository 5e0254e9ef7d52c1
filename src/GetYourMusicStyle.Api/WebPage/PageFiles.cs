using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.WebPage;

/// <summary>Serves the web page: a folder of files without data of anybody, so without a key.</summary>
public static class PageFiles
{
    // Nothing is loaded from elsewhere. Charts and their tooltips set styles of their own.
    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-src 'none'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>Answers <c>/</c> and the files of <see cref="ApiOptions.PageFolder"/>; where that is missing, <c>/</c> says so. To be called before authentication.</summary>
    public static IApplicationBuilder UsePage(this IApplicationBuilder app)
    {
        string folder = Path.GetFullPath(app.ApplicationServices.GetRequiredService<IOptions<ApiOptions>>().Value.PageFolder);
        if (!File.Exists(Path.Combine(folder, "index.html")))
            return app.UseWhen(context => context.Request.Path == "/", branch => branch.Run(SayMissingAsync));
        var files = new PhysicalFileProvider(folder);
        return app
            .UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RedirectToAppendTrailingSlash = false })
            .UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Prepare });
    }

    private static void Prepare(StaticFileResponseContext context)
    {
        var headers = context.Context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()";
        // What is under assets has a name that changes with its content.
        bool lasting = context.Context.Request.Path.StartsWithSegments("/assets");
        headers.CacheControl = lasting ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static Task SayMissingAsync(HttpContext context) => Problem.WriteAsync(context, Problem.NotFound(
        "The web page has not been built: './gyms serve' builds it. The HTTP interface is at /api/v1, described at /openapi/v1.json."));
}
