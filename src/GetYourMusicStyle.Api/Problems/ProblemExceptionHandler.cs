using System.Data.Common;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Plotting;
using GetYourMusicStyle.RecommenderService.Client;
using GetYourMusicStyle.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Api.Problems;

/// <summary>Turns what was thrown into the problem that the caller sees; what is no fault of the caller is logged.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> log) : IExceptionHandler
{
    private const int RetrySeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;        // nobody is there to be answered
        var problem = Explain(exception);
        if (problem.StatusCode >= 500)
            LogFailure(exception, httpContext.Request.Method, httpContext.Request.Path);
        await Problem.WriteAsync(httpContext, problem);
        return true;
    }

    private static ProblemHttpResult Explain(Exception exception) => exception switch
    {
        ProblemException refused => refused.Problem,
        CatalogException { Fault: CatalogFault.NotFound } missing => Problem.NotFound(missing.Message),
        CatalogException { Fault: CatalogFault.BatchCancelled } cancelled => Problem.Conflict("batch-cancelled", cancelled.Message),
        BadHttpRequestException { StatusCode: 400 } bad => Problem.BadRequest(bad.Message),
        BadHttpRequestException bad => Problem.OfStatus(bad.StatusCode),
        RecommenderUnavailableException => Problem.Busy(
            "recommender-away", "No recommender answers: it is starting, or none runs. Try again; an operator can look at /health/ready of role recommender.", RetrySeconds),
        StorageException => Problem.Busy("store-unavailable", "The object store cannot be reached. Nothing was lost: send the request again later.", RetrySeconds),
        _ when OfDatabase(exception) =>
            Problem.Busy("catalog-unavailable", "The database cannot be reached. Nothing was lost: send the request again later.", RetrySeconds),
        FontMissingException missing => Problem.Of(500, "no-font", "Pictures cannot be labelled here", $"An operator can help: {missing.Message}."),
        _ => Problem.OfStatus(500),
    };

    // One that understood what it was asked, and would not do it, was reached: that is a fault of ours.
    private static bool OfDatabase(Exception? exception) => exception switch
    {
        null => false,
        DbException { SqlState: ['2', '2', ..] or ['4', '2', ..] or ['5', '4', ..] } or DbException { SqlState: null, ErrorCode: 1 or 18 or 20 or 25 } => false,
        DbException or TimeoutException => true,
        _ => OfDatabase(exception.InnerException),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailure(Exception exception, string method, PathString path);
}
