using System.Xml;
using System.Xml.Linq;

namespace GetYourMusicStyle.Storage.S3;

/// <summary>
/// Reads every error answer before the Minio client does, which loses some: it wants a message in each, makes an error of 206, and has
/// exceptions without a common base. What is thrown here passes through it unchanged.
/// </summary>
internal sealed class S3ErrorHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxBody = 1 << 16;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw new S3ErrorException(answer.StatusCode, await ReadCodeAsync(answer, cancellationToken));
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
