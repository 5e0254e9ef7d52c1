using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>Makes the spool folder, and deletes what uploads of dead processes left in it: older than five minutes, and open nowhere.</summary>
internal sealed partial class SpoolSweeper(IOptions<ApiOptions> options, TimeProvider time, ILogger<SpoolSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.SpoolFolder);
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Sweeps once; returns how many files went.</summary>
    public int Sweep()
    {
        int swept = 0;
        var before = time.GetUtcNow().UtcDateTime - Age;
        foreach (var file in new DirectoryInfo(options.Value.SpoolFolder).EnumerateFiles("*" + SpoolFile.Extension))
        {
            if (file.LastWriteTimeUtc < before && TryDelete(file.FullName))
                swept++;
        }
        if (swept > 0)
            LogSwept(swept);
        return swept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                Sweep();
            }
            catch (IOException e)
            {
                LogTrouble(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // An upload that is alive holds its file open.
    private static bool TryDelete(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "swept {Count} abandoned uploads from the spool")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the spool cannot be swept")]
    private partial void LogTrouble(Exception exception);
}
