using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Contracts.Recommendations;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Messages;

/// <summary>Whatever is sent arrives as it was sent: messages are records without a transport's attributes, and no field is lost on the way.</summary>
public sealed class ContractTests
{
    private const string Model = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly Guid Job = Guid.Parse("00000000-0000-7000-8000-000000000001");

    private static readonly object[] Samples =
    [
        new FeaturizeTrack(Job, 2, 3, "v4", QueuePriority.Slow, true, "00-11111111111111111111111111111111-2222222222222222-01"),
        new ScoreTrack(Job, 2, 3, "v4", Model, QueuePriority.Bulk, true, "00-11111111111111111111111111111111-2222222222222222-01"),
        new RenderSpectrograms(Job, 2, 3, "v4", QueuePriority.Bulk, true, "00-11111111111111111111111111111111-2222222222222222-01"),
        new TrackScored(2, Model),
        new FindSimilar(Model, 2, 20, "Jazz", true),
        new SimilarFound(true, [1, 2], [0.25, 0.5]),
        new MakePlaylist(Model, [1, 2], new() { ["Jazz"] = 0.25, ["Calm é"] = 0.75 }, 25, 7, "Mine", true, true),
        new PlaylistMade("Mine", [1, 2], [3]),
        new DescribeTracks(Model, [1, 2]),
        new TracksDescribed([new(1, "Jazz", 0.9, true, [0.25f, 0.75f], 61.5, "Title", "Artist", "Album", "a/b é.mp3")], 2),
    ];

    public static TheoryData<Type> Types => [.. Samples.Select(sample => sample.GetType())];

    [Fact]
    public void Every_message_there_is_has_a_sample_in_which_no_field_has_its_default()
    {
        var messages = typeof(Stage).Assembly.GetExportedTypes().Where(type =>
            type is { IsClass: true } && type.Namespace is "GetYourMusicStyle.Contracts.Messages" or "GetYourMusicStyle.Contracts.Recommendations");
        Assert.Equal(messages.Where(type => type.IsClass && type != typeof(DescribedTrack)).Select(type => type.Name).Order(), Samples.Select(sample => sample.GetType().Name).Order());
        foreach (object sample in Samples)
        {
            Assert.All(sample.GetType().GetProperties(), property =>
                Assert.NotEqual(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null, property.GetValue(sample)));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public Task A_message_arrives_as_it_was_sent(Type type)
    {
        object sample = Samples.Single(one => one.GetType() == type);
        return (Task)GetType().GetMethod(nameof(ArrivesAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, [sample])!;
    }

    private static async Task ArrivesAsync<TMessage>(TMessage sent)
        where TMessage : class
    {
        var received = new TaskCompletionSource<TMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddMassTransit(registration =>
        {
            registration.DisableUsageTelemetry();
            registration.UsingInMemory((_, bus) => bus.ReceiveEndpoint("messages", endpoint =>
                endpoint.Handler<TMessage>(context =>
                {
                    received.TrySetResult(context.Message);
                    return Task.CompletedTask;
                })));
        });
        using var host = builder.Build();
        await host.StartAsync();
        var target = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(new("queue:messages"));
        await target.Send(sent);

        var message = await received.Task.WaitAsync(Jobs.Deadline);

        Assert.NotSame(sent, message);
        Assert.Equivalent(sent, message, strict: true);
        await host.StopAsync();
    }
}
