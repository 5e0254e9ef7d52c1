using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Native;

/// <summary>The few calls of libsoxr that resampling mono float32 needs.</summary>
internal static partial class Soxr
{
    public const uint HighQuality = 4; // SOXR_HQ: 20 bits, what librosa calls soxr_hq
    public const int Float32 = 0; // SOXR_FLOAT32_I

    /// <summary>soxr_io_spec_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct IoSpec
    {
        public int InputType;
        public int OutputType;
        public double Scale;
        public nint Reserved;
        public nuint Flags;
    }

    /// <summary>soxr_quality_spec_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct QualitySpec
    {
        public double Precision;
        public double PhaseResponse;
        public double PassbandEnd;
        public double StopbandBegin;
        public nint Reserved;
        public nuint Flags;
    }

    /// <summary>A soxr_t.</summary>
    public sealed class Handle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public Handle()
            : base(ownsHandle: true)
        {
        }

        protected override bool ReleaseHandle()
        {
            Delete(handle);
            return true;
        }
    }

    /// <summary>A resampler of one channel, single-threaded (the default runtime).</summary>
    public static Handle Create(int inputRate, int outputRate)
    {
        IoSpec io = CreateIoSpec(Float32, Float32);
        QualitySpec quality = CreateQualitySpec(HighQuality, 0);
        Handle resampler = Create(inputRate, outputRate, 1, out nint error, in io, in quality, 0);
        if (error == 0 && !resampler.IsInvalid)
            return resampler;
        resampler.Dispose();
        throw new InvalidOperationException($"libsoxr refuses {inputRate} Hz to {outputRate} Hz: {Marshal.PtrToStringUTF8(error)}");
    }

    /// <summary>Takes input, gives output; a null input ends the stream. Returns null, or a static error text.</summary>
    [LibraryImport(NativeLibraries.Soxr, EntryPoint = "soxr_process")]
    public static unsafe partial nint Process(
        Handle resampler, float* input, nuint inputLength, out nuint consumed, float* output, nuint outputLength, out nuint produced);

    [LibraryImport(NativeLibraries.Soxr, EntryPoint = "soxr_create")]
    private static partial Handle Create(
        double inputRate, double outputRate, uint channels, out nint error, in IoSpec io, in QualitySpec quality, nint runtime);

    [LibraryImport(NativeLibraries.Soxr, EntryPoint = "soxr_delete")]
    private static partial void Delete(nint resampler);

    [LibraryImport(NativeLibraries.Soxr, EntryPoint = "soxr_io_spec")]
    private static partial IoSpec CreateIoSpec(int inputType, int outputType);

    [LibraryImport(NativeLibraries.Soxr, EntryPoint = "soxr_quality_spec")]
    private static partial QualitySpec CreateQualitySpec(nuint recipe, nuint flags);
}
