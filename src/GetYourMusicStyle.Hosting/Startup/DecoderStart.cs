using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Cage;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Hosting.Startup;

/// <summary>Starts the decoders that feature work is going to need, and says once what the system does not let us deny them.</summary>
internal sealed partial class DecoderStart(TrackDecoder decoder, IOptions<AudioOptions> audio, IOptions<BusOptions> bus, ILogger<DecoderStart> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Start, stoppingToken);

    private void Start()
    {
        if (audio.Value.Isolation != DecoderIsolation.ChildProcess)
            return;
        try
        {
            decoder.Prepare(bus.Value.FeatureConcurrency);
            if (CageReport.Missing(decoder.Cage()) is { } missing)
                LogMissing(missing);
        }
        catch (IOException e)
        {
            LogNotStarted(e.Message);   // and so does every job that needs one
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "decoders run in a cage; what this system does not let it hold back: {Missing} (docs/operations.md, Decoders)")]
    private partial void LogMissing(string missing);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogNotStarted(string reason);
}
