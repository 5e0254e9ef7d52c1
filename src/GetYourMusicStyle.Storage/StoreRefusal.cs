using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace GetYourMusicStyle.Storage;

/// <summary>An S3 store answered with an error.</summary>
internal sealed class StoreRefusalException(HttpStatusCode status, string code) : Exception($"{(int)status} {code}")
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The store's word for it, such as <c>NoSuchKey</c>; empty where the answer has no body.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// Reads every error answer before the Minio client does, which loses some: it wants a message in each, makes an error of 206, and has
/// exceptions without a common base. What is thrown here passes through it unchanged.
/// </summary>
internal sealed class RefusalHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxBody = 1 << 16;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw new StoreRefusalException(answer.StatusCode, await ReadCodeAsync(answer, cancellationToken));
    }

    private static async Task<string> ReadCodeAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            await answer.Content.LoadIntoBufferAsync(MaxBody, cancellation);
            return XDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).Root?.Element("Code")?.Value ?? "";
        }
        catch (Exception e) when (e is XmlException or HttpRequestException or IOException)
        {
            return "";
        }
    }
}
