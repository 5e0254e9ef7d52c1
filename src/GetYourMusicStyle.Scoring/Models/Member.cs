using System.Security.Cryptography;
using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>One model, loaded and checked; runs may overlap.</summary>
internal sealed class Member : IDisposable
{
    private readonly MemberEntry _entry;

    private Member(MemberEntry entry, double weight, int width, InferenceSession session)
    {
        (_entry, Weight, Width, Session) = (entry, weight, width, session);
        InputName = session.InputNames[0];
    }

    public string Name => _entry.Name;
    public InputEntry Input => _entry.Input;
    public string OutputName => _entry.OutputName;
    public double Weight { get; }

    /// <summary>Values of one row of the output.</summary>
    public int Width { get; }

    public InferenceSession Session { get; }
    public string InputName { get; }

    /// <summary>The bytes of the member's file, which must have the hash that the manifest names.</summary>
    public static byte[] ReadVerified(string folder, MemberEntry entry)
    {
        string path = Path.Combine(folder, entry.File);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"member '{entry.Name}': cannot read {path}: {e.Message}", e);
        }
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!sha256.Equals(entry.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new ModelException($"member '{entry.Name}': {path} was altered: its SHA-256 is {sha256}, the manifest says {entry.Sha256}");
        return bytes;
    }

    /// <summary>Opens the model and checks that it maps its input to one value a label, by its declared shapes and by a trial run.</summary>
    public static Member Open(MemberEntry entry, double weight, byte[] model, int genres, SessionOptions options)
    {
        Member? member = null;
        int width = entry.Labels?.Count ?? genres;
        try
        {
            var session = new InferenceSession(model, options);
            if (ShapeFault(session, entry, width) is { } fault)
            {
                session.Dispose();
                throw new ModelException($"member '{entry.Name}' ({entry.File}): {fault}");
            }
            member = new Member(entry, weight, width, session);
            using var batch = new MemberBatch(member, rows: 2);
            foreach (float logit in batch.Run(2))
            {
                if (!float.IsFinite(logit))
                    throw member.NotFinite();
            }
            return member;
        }
        catch (OnnxRuntimeException e)
        {
            member?.Dispose();
            throw new ModelException($"member '{entry.Name}' ({entry.File}) is not a model that can be run: {FirstLine(e.Message)}", e);
        }
        catch (ModelException)
        {
            member?.Dispose();
            throw;
        }
    }

    /// <summary>From its outputs to probabilities of the genres, for one thread.</summary>
    public MemberOutput CreateOutput(IReadOnlyList<string> genres) => new(_entry, genres);

    /// <summary>The error when the member answers nonsense.</summary>
    public ModelException NotFinite() => new($"member '{Name}' answered with a value that is not finite");

    public void Dispose() => Session.Dispose();

    private static string? ShapeFault(InferenceSession session, MemberEntry entry, int width)
    {
        var inputs = session.InputMetadata;
        if (inputs.Count != 1)
            return $"it has {inputs.Count} inputs, not one";
        long[] expected = InputKind.Shape(entry.Input, rows: -1);
        var given = inputs.Values.Single();
        if (given.ElementType != typeof(float) || !Fits(given.Dimensions, expected))
            return $"its input is {Describe(given)}, not float32 {Describe(expected)}";
        if (!session.OutputMetadata.TryGetValue(entry.OutputName, out var output))
            return $"it has no output '{entry.OutputName}'; it has {string.Join(", ", session.OutputNames)}";
        expected = [-1, width];
        if (output.ElementType != typeof(float) || !Fits(output.Dimensions, expected))
            return $"its output is {Describe(output)}, not float32 {Describe(expected)}: one value a {(entry.Labels is null ? "genre" : "label")}";
        return null;
    }

    // A dimension of -1 is free: the batch has to be, the others may be.
    private static bool Fits(int[] given, long[] expected) =>
        given.Length == expected.Length && given[0] == -1 && given.Zip(expected).All(pair => pair.First == -1 || pair.First == pair.Second);

    private static string Describe(NodeMetadata node) =>
        node.IsTensor ? $"{node.ElementType.Name} {Describe(node.Dimensions.Select(d => (long)d))}" : node.OnnxValueType.ToString();

    private static string Describe(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Select(d => d < 0 ? "N" : $"{d}"))}]";

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
