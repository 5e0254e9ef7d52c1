using System.Net;

namespace GetYourMusicStyle.Storage.S3;

/// <summary>Translates an error of the connection or of the S3 store into one line that says what to do.</summary>
internal sealed class S3ErrorTranslator(StorageOptions options)
{
    private readonly string _store = $"The object store at {options.Endpoint}";

    public StorageException Translate(Exception error) => new(error switch
    {
        S3ErrorException answer => Translate(answer),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            $"There is no host '{new Uri(options.Endpoint).Host}'; check Storage:Endpoint and the name service.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            $"{_store} takes no connections; check that it runs and that Storage:Endpoint is right.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"{_store} offers no TLS connection that can be trusted; check its certificate and whether Storage:Endpoint is to begin with http or https.",
        OperationCanceledException =>
            $"{_store} did not answer within {options.TimeoutSeconds:0.###} s (Storage:TimeoutSeconds); check that it runs and is not overloaded.",
        HttpRequestException or IOException => $"The connection to the object store at {options.Endpoint} broke; try again.",
        _ => $"{_store} gave an answer that is not understood; check that Storage:Endpoint is that of an S3 store.",
    }, error);

    private string Translate(S3ErrorException answer) => (answer.Code, answer.Status) switch
    {
        ("SignatureDoesNotMatch", _) => $"{_store} refuses the secret; check Storage:SecretKey.",
        ("InvalidAccessKeyId", _) => $"{_store} does not know the access key; check Storage:AccessKey.",
        ("RequestTimeTooSkewed", _) => $"{_store} has another time than this machine; set the clocks right.",
        ("NoSuchBucket", _) => $"{_store} has no bucket '{options.Bucket}'; it is made when a worker starts.",
        ("AuthorizationHeaderMalformed" or "PermanentRedirect" or "TemporaryRedirect", _) or (_, >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest) =>
            $"{_store} wants the request elsewhere; check Storage:Region and Storage:Endpoint.",
        ("QuotaExceeded" or "XMinioStorageFull", _) or (_, HttpStatusCode.InsufficientStorage) => $"{_store} is full; make room or raise the quota.",
        (_, HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) =>
            $"{_store} refuses access to bucket '{options.Bucket}'; check Storage:AccessKey, Storage:SecretKey and what they may do.",
        (_, >= HttpStatusCode.InternalServerError) => $"{_store} is in trouble ({answer.Message.Trim()}); try again later.",
        _ => $"{_store} refuses the request ({answer.Message.Trim()}).",
    };
}
