using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Features;

/// <summary>How wide the vectors of the signal processing are. All widths give the same answers.</summary>
public enum VectorWidth
{
    /// <summary>The widest this machine accelerates.</summary>
    Widest,

    /// <summary>One float32 at a time.</summary>
    Scalar,

    /// <summary>Eight float32 (AVX2).</summary>
    Bits256,

    /// <summary>Sixteen float32 (AVX-512).</summary>
    Bits512,
}

/// <summary>Options of feature extraction.</summary>
public sealed class FeatureOptions
{
    /// <summary>Width of the vectors; default <see cref="Features.VectorWidth.Widest"/>.</summary>
    [EnumDataType(typeof(VectorWidth))]
    public VectorWidth VectorWidth { get; set; } = VectorWidth.Widest;
}
