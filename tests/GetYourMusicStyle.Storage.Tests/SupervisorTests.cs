using System.Diagnostics;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>Servers started by the scripts in <c>deploy/native</c> do not outlive a test run that dies.</summary>
public class SupervisorTests
{
    [Fact]
    public async Task A_server_and_its_data_go_with_the_process_that_it_was_started_for()
    {
        string folder = Directory.CreateTempSubdirectory("gyms-supervised-").FullName;
        using Process parent = Process.Start("sleep", "1000");
        var start = new ProcessStartInfo("bash", [Script(), folder, "server", "sleep", "1000"]);
        start.Environment["GYMS_PARENT"] = $"{parent.Id}";
        start.Environment["GYMS_DISCARD"] = "yes";
        using Process supervisor = Process.Start(start)!;

        string file = Path.Combine(folder, "server.pid");
        await UntilAsync(() => File.Exists(file));
        int server = int.Parse((await File.ReadAllTextAsync(file)).Split(' ')[0]);
        Assert.True(Directory.Exists($"/proc/{server}"));

        parent.Kill();
        await parent.WaitForExitAsync();
        await UntilAsync(() => supervisor.HasExited);
        Assert.False(Directory.Exists($"/proc/{server}"));
        Assert.False(Directory.Exists(folder));
    }

    private static string Script()
    {
        string? folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder!, "deploy")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, "deploy", "native", "supervise.sh");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
            await Task.Delay(20, timeout.Token);
    }
}
