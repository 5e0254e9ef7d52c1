using System.Text.Json;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.Fuzz;
using GetYourMusicStyle.Pipeline.Queues;
using RabbitMQ.Client;

namespace GetYourMusicStyle.Soak.Traffic;

/// <summary>Messages that come twice, late, early, for jobs that have ended, or as bytes that nobody understands.</summary>
internal sealed class StaleMessages(Deployment deployment, int seed)
{
    private static readonly string Version = ExtractorVersion.Of(new AudioOptions());
    private readonly Random _random = new(seed);
    private readonly Mutator _mutator = new([]);
    private readonly List<byte[]> _sent = [];

    /// <summary>Messages that made no sense.</summary>
    public int Garbage { get; private set; }

    /// <summary>Messages that once would have been right, or never would be.</summary>
    public int Stale { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(_random.Next(300, 2_000), stop).ContinueWith(_ => { }, TaskScheduler.Default);
            try
            {
                await SendAsync();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The broker or the database is down.
            }
        }
    }

    private async Task SendAsync()
    {
        var jobs = await deployment.Catalog.RowsAsync(
            "SELECT id, track_id, attempt FROM jobs ORDER BY random() LIMIT 5", row => (Id: row.GetGuid(0), Track: row.GetInt64(1), Attempt: row.GetInt32(2)));
        var factory = new ConnectionFactory { Uri = new Uri(deployment.Rabbit.Address), AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new(true, true));
        foreach (var job in jobs)
        {
            int attempt = job.Attempt + _random.Next(-2, 3);
            IStageMessage message = _random.Next(3) switch
            {
                0 => new FeaturizeTrack(job.Id, job.Track, attempt, Version, Some<QueuePriority>(), _random.Next(9) == 0, null),
                1 => new RenderSpectrograms(job.Id, job.Track, attempt, Version, Some<QueuePriority>(), false, null),
                _ => new ScoreTrack(job.Id, job.Track, attempt, Version, null, Some<QueuePriority>(), false, null),
            };
            byte[] body = Envelope(message);
            _sent.Add(body);
            bool garbage = _random.Next(4) == 0;
            if (garbage)
                body = _mutator.Mutate(body, _sent, _random);
            (Garbage, Stale) = garbage ? (Garbage + 1, Stale) : (Garbage, Stale + 1);
            Stage stage = garbage ? Some<Stage>() : message switch { FeaturizeTrack => Stage.Featurize, RenderSpectrograms => Stage.Spectrograms, _ => Stage.Score };
            var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true, MessageId = Guid.NewGuid().ToString() };
            await channel.BasicPublishAsync("", StageQueues.Name(stage, message.Priority), mandatory: false, properties, body);
        }
    }

    private T Some<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[_random.Next(values.Length)];
    }

    private static byte[] Envelope(IStageMessage message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = Guid.NewGuid(),
        messageType = new[] { $"urn:message:{message.GetType().Namespace}:{message.GetType().Name}" },
        message = (object)message,
        headers = new { },
    }, JsonSerializerOptions.Web);
}
