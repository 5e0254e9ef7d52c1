using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Scoring;

/// <summary>
/// Keeps ONNX Runtime from keeping a device id and a database below <c>~/.cache</c> and from calling its makers: it does so unless its library
/// finds a variable in the environment when it loads.
/// </summary>
internal static partial class OnnxRuntimeTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    [ModuleInitializer]
    internal static void Disable()
    {
        // For programs that this one starts, and on Windows for this one.
        Environment.SetEnvironmentVariable(Variable, "1");
        // Elsewhere a native library reads an environment that .NET only copied.
        if (!OperatingSystem.IsWindows())
            _ = SetVariable(Variable, "1", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
