using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Sweeping;

/// <summary>Nothing is swept from a store that is not surely this catalog's.</summary>
public sealed class StoreOwnershipTests
{
    private static readonly Tone[] Songs = [.. Enumerable.Range(1, 30).Select(number => new Tone(number, 0.2))];

    [Fact]
    public async Task A_new_catalog_on_the_store_of_another_keeps_its_hands_off_until_it_is_told_that_the_store_is_its_own()
    {
        string store = Directory.CreateTempSubdirectory("gyms-shared-store-").FullName;
        await using var first = New(store);
        var owner = await first.StartAsync(Role.Api);
        await SubmitAsync(owner, Songs);
        await using var second = New(store);
        var other = await second.StartAsync(Role.Api);
        await SubmitAsync(other, [new Tone(99, 0.2)]);

        Assert.Equal(0, await other.Get<Sweeper>().SweepAsync(default));
        Assert.Contains("gyms doctor --adopt", await other.Get<Sweeper>().ObjectionAsync(default), StringComparison.Ordinal);
        Assert.Equal(31, await CountAsync(other));
        // The owner takes the one file it does not know for an orphan, but does not remove it at once.
        Assert.Null(await owner.Get<Sweeper>().ObjectionAsync(default));

        var (before, now) = await other.Get<StoreOwnership>().AdoptAsync(default);
        Assert.NotEqual(before, now);
        Assert.Null(await other.Get<StoreOwnership>().ObjectionAsync(default));
        // Even so: thirty of thirty-one files are too many to be rubbish.
        Assert.Equal(0, await other.Get<Sweeper>().SweepAsync(default));
        Assert.Contains("Sweep:MaxShare", await other.Get<Sweeper>().ObjectionAsync(default), StringComparison.Ordinal);
        Assert.Equal(31, await CountAsync(other));
        Assert.Contains("another installation", await owner.Get<Sweeper>().ObjectionAsync(default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_catalog_removes_nothing()
    {
        await using var system = New(null);
        var host = await system.StartAsync(Role.Api);
        Assert.Null(await host.Get<StoreOwnership>().ObjectionAsync(default));
        foreach (var song in Songs.Take(3))
            await host.Get<IObjectStore>().PutAsync(song.AudioKey, song.Bytes, "audio/wav", default);
        Assert.Equal(0, await host.Get<Sweeper>().SweepAsync(default));
        Assert.Contains("no tracks", await host.Get<Sweeper>().ObjectionAsync(default), StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync(host));
    }

    [Fact]
    public async Task A_catalog_and_a_store_from_before_there_were_marks_become_each_others()
    {
        await using var system = New(null);
        var host = await system.StartAsync(Role.Api);
        await SubmitAsync(host, Songs);
        await host.Get<IObjectStore>().DeleteAsync(OwnersMark.Key, default);
        Assert.Null(await host.Get<StoreOwnership>().ObjectionAsync(default));
        Assert.NotNull(await new OwnersMark(host.Get<IObjectStore>()).ReadAsync(default));
    }

    [Theory]
    [InlineData("no mark at all")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_mark_that_is_none_is_nobodys(string text)
    {
        await using var system = New(null);
        var host = await system.StartAsync(Role.Api);
        await host.Get<IObjectStore>().PutAsync(OwnersMark.Key, System.Text.Encoding.UTF8.GetBytes(text), "application/json", default);
        Assert.NotNull(await host.Get<StoreOwnership>().ObjectionAsync(default));
        Assert.Equal(0, await host.Get<Sweeper>().SweepAsync(default));
    }

    private static TestSystem New(string? store) => new(store: store) { Sweep = sweep => (sweep.OrphanHours, sweep.TrashDays) = (0, 0) };

    private static async Task SubmitAsync(IHost host, IEnumerable<Tone> songs)
    {
        foreach (var song in songs)
            await host.SubmitAsync(song);
    }

    private static async Task<int> CountAsync(IHost host) => await host.Get<IObjectStore>().ListAsync(ObjectKeys.AudioPrefix, default).CountAsync();
}
