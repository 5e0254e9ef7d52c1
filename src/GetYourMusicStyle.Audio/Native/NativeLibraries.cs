using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Audio.Native;

/// <summary>Finds the system's libraries under their versioned names, and says which package to install when one is missing.</summary>
internal static class NativeLibraries
{
    public const string SndFile = "sndfile";
    public const string Soxr = "soxr";

    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name switch
    {
        SndFile => Load(assembly, "libsndfile1", "libsndfile.so.1", "libsndfile.1.dylib", "sndfile.dll"),
        Soxr => Load(assembly, "libsoxr0", "libsoxr.so.0", "libsoxr.0.dylib", "soxr.dll"),
        _ => 0,
    };

    private static nint Load(Assembly assembly, string package, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, assembly, null, out nint library))
                return library;
        }
        throw new DllNotFoundException($"The library {names[0]} is missing: install the Debian package {package} (apt-get install {package}).");
    }
}
