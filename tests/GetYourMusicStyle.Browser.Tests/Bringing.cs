namespace GetYourMusicStyle.Browser.Tests;

/// <summary>Files on this machine, and the hand that brings them to the page.</summary>
public sealed class Bringing : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("gyms-browser-tests-").FullName;

    /// <summary>Writes a file, and the folders it lies in; returns its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Drops files and folders on the middle of the page, as from a file manager.</summary>
    public static async Task DropAsync(IPage page, params string[] paths)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        foreach (string type in (string[])["dragEnter", "dragOver", "drop"])
        {
            await session.SendAsync("Input.dispatchDragEvent", new()
            {
                ["type"] = type,
                ["x"] = page.ViewportSize!.Width / 2,
                ["y"] = page.ViewportSize.Height / 2,
                ["data"] = new Dictionary<string, object> { ["items"] = Array.Empty<object>(), ["files"] = paths, ["dragOperationsMask"] = 1 },
            });
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
