using System.ComponentModel.DataAnnotations;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Messaging;

/// <summary>How messages travel and how many are under way. Configuration section <c>Bus</c>; validated at start.</summary>
public sealed class BusOptions : IValidatableObject
{
    /// <summary>What carries the messages. Default <see cref="BusTransport.InMemory"/>.</summary>
    [EnumDataType(typeof(BusTransport))]
    public BusTransport Transport { get; set; } = BusTransport.InMemory;

    /// <summary>For RabbitMQ: <c>amqp://user:password@host:port/vhost</c>, or <c>amqps://</c> for TLS; the port may be left out.</summary>
    public string Host { get; set; } = "";

    /// <summary>Tracks a worker analyses at the same time; 0 (default) for as many as there are processors, at most 256.</summary>
    [Range(0, 256)]
    public int FeatureConcurrency { get; set; }

    /// <summary>Batches of tracks a worker scores at the same time; 0 (default) for as many as there are processors, at most 256.</summary>
    [Range(0, 256)]
    public int ScoreConcurrency { get; set; }

    /// <summary>Tracks a worker renders spectrogram images of at the same time; 0 (default) for as many as there are processors, at most 256.</summary>
    [Range(0, 256)]
    public int PictureConcurrency { get; set; }

    /// <summary>Tracks that are scored together at most; 1 to 256, default 32.</summary>
    [Range(1, 256)]
    public int ScoreBatch { get; set; } = 32;

    /// <summary>How long a batch waits to fill up, in milliseconds; 1 to 10,000, default 50.</summary>
    [Range(1, 10_000)]
    public int ScoreBatchMilliseconds { get; set; } = 50;

    /// <summary>
    /// Messages outstanding in one queue at most, 1 to 100,000. It has to be more than the workers of that queue finish between two rounds
    /// of the dispatcher: at most <c>Outstanding / PollMilliseconds</c> pass a queue, so the default of 256 at 200 ms carries over 1,000
    /// tracks a second; two hundred workers with four cores do less. It also bounds what a broker that loses its disk can lose
    /// (nothing but time: the database sends again), and how long a message waits before it is begun, which should stay below
    /// <c>Catalog:SentLeaseSeconds</c>, or duplicates travel (and are dropped).
    /// </summary>
    [Range(1, 100_000)]
    public int Outstanding { get; set; } = 256;

    /// <summary>
    /// From one round of the dispatcher over the backlog to the next, in milliseconds, 1 to 60,000. A quarter of it after a round that sent
    /// something, five times it while nothing is under way (an upload wakes it up at once). Default 200.
    /// </summary>
    [Range(1, 60_000)]
    public int PollMilliseconds { get; set; } = 200;

    /// <summary>How long the broker may take for one call or for one round of sends, in seconds; 0.1 to 600, default 10.</summary>
    [Range(0.1, 600.0)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// How often a message is tried again when not even the catalog can be reached to note its failure, 0 to 100, default 6; after that it
    /// goes to the <c>_error</c> queue, and the job is sent again when its lease runs out.
    /// </summary>
    [Range(0, 100)]
    public int RetryLimit { get; set; } = 6;

    /// <summary>First pause before such a retry, in seconds, 0.01 to 60; it doubles, with jitter. Default 0.5.</summary>
    [Range(0.01, 60.0)]
    public double RetrySeconds { get; set; } = 0.5;

    /// <summary>Longest pause before such a retry, in seconds, 0.01 to 600. Default 15.</summary>
    [Range(0.01, 600.0)]
    public double RetryMaxSeconds { get; set; } = 15;

    /// <summary>
    /// How often RabbitMQ may deliver one message, 1 to 1,000, before it goes to <c>dead-letters</c>: a connection that keeps breaking must
    /// not make it go round for ever. Default 10.
    /// </summary>
    [Range(1, 1000)]
    public int DeliveryLimit { get; set; } = 10;

    /// <summary>
    /// Messages kept in each <c>_error</c> and <c>_skipped</c> queue, 0 to 1,000,000; every ten minutes the oldest above that go. Default 10,000.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxPutAside { get; set; } = 10_000;

    /// <summary>How much of a stage one process does at the same time, besides slow work.</summary>
    public int Concurrency(Stage stage)
    {
        int chosen = stage switch
        {
            Stage.Featurize => FeatureConcurrency,
            Stage.Score => ScoreConcurrency,
            _ => PictureConcurrency,
        };
        return chosen > 0 ? chosen : Environment.ProcessorCount;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport == BusTransport.RabbitMq
            && (!Uri.TryCreate(Host, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0))
            yield return new("Bus:Host must be an address such as amqp://user:password@rabbitmq:5672/.", [nameof(Host)]);
    }
}
