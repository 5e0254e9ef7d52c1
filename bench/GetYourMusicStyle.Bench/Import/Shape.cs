using GetYourMusicStyle.Servers;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>A running system: embedded in one process, or distributed over several and three servers.</summary>
internal sealed class Shape : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("gyms-bench-").FullName;

    private Shape(string name) => Name = name;

    public string Name { get; }

    public List<ServedProcess> Processes { get; } = [];

    public PostgresServer? Database { get; private set; }

    public Uri Api => Processes[0].Address;

    public static async Task<Shape> EmbeddedAsync()
    {
        var shape = new Shape("embedded");
        await shape.AddAsync("serve", "gyms.dll", ["serve", "--data", shape._folder], []);
        return shape;
    }

    public static async Task<Shape> DistributedAsync()
    {
        var shape = new Shape("distributed");
        shape.Database = await PostgresServer.StartAsync();
        var broker = await RabbitServer.StartAsync();
        var store = await S3Server.StartAsync();
        shape._parts.AddRange([shape.Database, broker, store]);
        var settings = shape.Database.Settings.Concat(broker.Settings).Concat(store.Settings).ToList();
        settings.Add(new("Api:SpoolFolder", Path.Combine(shape._folder, "spool")));
        foreach (string role in new[] { "api", "feature", "scoring" })
            await shape.AddAsync(role, "GetYourMusicStyle.Worker.dll", ["--role", role], settings);
        return shape;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
            await process.DisposeAsync();
        foreach (var part in _parts)
            await part.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AddAsync(string name, string assembly, string[] arguments, IEnumerable<KeyValuePair<string, string>> settings) =>
        Processes.Add(await ServedProcess.StartAsync(name, assembly, arguments, settings));
}
