using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Contracts.Recommendations;
using MassTransit;
using MassTransit.Serialization;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>The body of a message at the broker, taken for each kind that a consumer of ours asks for.</summary>
internal sealed class MessageTarget : FuzzTarget
{
    private const string Model = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly object[] Messages =
    [
        new FeaturizeTrack(Guid.Empty, 2, 3, "v4", Contracts.QueuePriority.Slow, true, "00-11111111111111111111111111111111-2222222222222222-01"),
        new ScoreTrack(Guid.Empty, 2, 3, "v4", Model, Contracts.QueuePriority.Bulk, true, null),
        new RenderSpectrograms(Guid.Empty, 2, 3, "v4", Contracts.QueuePriority.Bulk, true, null),
        new TrackScored(2, Model),
        new FindSimilar(Model, 2, 20, "Jazz", true),
        new MakePlaylist(Model, [1, 2], new() { ["Jazz"] = 0.25 }, 25, 7, "Mine", true, true),
        new DescribeTracks(Model, [1, 2]),
    ];

    public override string Name => "message";

    public override int Share => 80;

    public override IReadOnlyList<byte[]> Words =>
    [
        .. WordsOf("null", "\"\"", "[]", "{}", "-1", "1e400", "2147483648", "\"messageType\":", "\"message\":", "\"headers\":", "\"attempt\":", "\"jobId\":", "\"priority\":99",
            "\"responseAddress\":\"rabbitmq://elsewhere/x\"", "\"expirationTime\":\"0001-01-01\"", "\\ud800", "[[[[[[", "\"$type\":", "\"00000000-0000-0000-0000-000000000000\""),
        .. Messages.Select(message => Encoding.UTF8.GetBytes($"\"urn:message:{message.GetType().Namespace}:{message.GetType().Name}\"")),
    ];

    public override IEnumerable<byte[]> Seeds => Messages.Select(message => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = Guid.Empty,
        destinationAddress = "rabbitmq://127.0.0.1/featurize",
        messageType = new[] { $"urn:message:{message.GetType().Namespace}:{message.GetType().Name}" },
        message,
        sentTime = DateTime.UnixEpoch,
        headers = new { },
    }, JsonSerializerOptions.Web));

    public override string Run(byte[] input)
    {
        var context = SystemTextJsonMessageSerializer.Instance.Deserialize(new BytesMessageBody(input), EmptyHeaders.Instance, null);
        return string.Concat(
            Taken<FeaturizeTrack>(context), Taken<ScoreTrack>(context), Taken<RenderSpectrograms>(context), Taken<TrackScored>(context), Taken<FindSimilar>(context),
            Taken<MakePlaylist>(context), Taken<DescribeTracks>(context));
    }

    // What the bus sets aside among the errors.
    public override bool Documents(Exception error) => error is SerializationException or JsonException;

    private static char Taken<T>(SerializerContext context)
        where T : class
    {
        try
        {
            return context.TryGetMessage<T>(out var message) && message is not null ? '1' : '0';
        }
        catch (Exception e) when (e is SerializationException or JsonException)
        {
            return 'x';
        }
    }
}
