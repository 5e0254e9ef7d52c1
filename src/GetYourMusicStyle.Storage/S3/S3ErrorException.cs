using System.Net;

namespace GetYourMusicStyle.Storage.S3;

/// <summary>An S3 store answered with an error.</summary>
internal sealed class S3ErrorException(HttpStatusCode status, string code) : Exception($"{(int)status} {code}")
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The error code of S3, such as <c>NoSuchKey</c>; empty where the answer has no body.</summary>
    public string Code { get; } = code;
}
