using System.Diagnostics;

namespace GetYourMusicStyle.Soak.Disturbances;

/// <summary>A disk of a few megabytes that can be filled to its last byte; a plain folder, never full, where nobody may mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 48;

    private SmallDisk(string folder, bool mounted) => (Folder, Mounted) = (folder, mounted);

    public string Folder { get; }

    public bool Mounted { get; }

    private string Filler => Path.Combine(Folder, "filler");

    public static async Task<SmallDisk> MountAsync(string folder)
    {
        await RunAsync("umount", "--lazy", folder);
        Directory.CreateDirectory(folder);
        return new(folder, await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m,mode=700", "gyms-soak", folder));
    }

    /// <summary>Leaves no room.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.Delete, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            for (int n = 0; n < Megabytes * 256; n++)
                await file.WriteAsync(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public Task EmptyAsync()
    {
        File.Delete(Filler);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (Mounted)
            await RunAsync("umount", "--lazy", Folder);
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
