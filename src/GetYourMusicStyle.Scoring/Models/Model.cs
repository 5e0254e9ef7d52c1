using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>One network, opened and checked; runs may overlap.</summary>
internal sealed class Model : IDisposable
{
    private readonly string _who;

    private Model(string who, long[] rowShape, IReadOnlyList<ModelOutput> outputs, InferenceSession session)
    {
        (_who, RowShape, Outputs, Session) = (who, rowShape, outputs, session);
        RowLength = (int)rowShape.Aggregate((all, side) => all * side);
        InputName = session.InputNames[0];
    }

    /// <summary>The shape of one row of the input, behind the batch.</summary>
    public long[] RowShape { get; }

    /// <summary>Values of one row of the input.</summary>
    public int RowLength { get; }

    /// <summary>What is read of what it gives.</summary>
    public IReadOnlyList<ModelOutput> Outputs { get; }

    public InferenceSession Session { get; }
    public string InputName { get; }

    /// <summary>Opens the model and checks that it maps its input to its outputs, by its declared shapes and by a trial run.</summary>
    /// <param name="rows">Rows of the trial run: no more than there will be, as ONNX Runtime keeps the memory that a run takes.</param>
    /// <exception cref="ModelException">It does not.</exception>
    public static Model Open(ModelFile file, long[] rowShape, IReadOnlyList<ModelOutput> outputs, SessionOptions options, int rows = 2)
    {
        Model? model = null;
        try
        {
            var session = new InferenceSession(file.Bytes, options);
            if (ShapeFault(session, rowShape, outputs) is { } fault)
            {
                session.Dispose();
                throw new ModelException($"{file.Who} ({file.Name}): {fault}");
            }
            model = new Model(file.Who, rowShape, outputs, session);
            model.Try(rows);
            return model;
        }
        catch (OnnxRuntimeException e)
        {
            model?.Dispose();
            throw new ModelException($"{file.Who} ({file.Name}) is not a model that can be run: {FirstLine(e.Message)}", e);
        }
        catch (ModelException)
        {
            model?.Dispose();
            throw;
        }
    }

    /// <summary>The error when the model answers nonsense.</summary>
    public ModelException NotFinite() => new($"{_who} answered with a value that is not finite");

    public void Dispose() => Session.Dispose();

    private void Try(int rows)
    {
        using var batch = new ModelBatch(this, rows);
        batch.Run(rows);
        for (int row = 0; row < rows; row++)
        {
            if (!batch.IsFinite(row))
                throw NotFinite();
        }
    }

    private static string? ShapeFault(InferenceSession session, long[] rowShape, IReadOnlyList<ModelOutput> outputs)
    {
        var inputs = session.InputMetadata;
        if (inputs.Count != 1)
            return $"it has {inputs.Count} inputs, not one";
        long[] expected = [-1, .. rowShape];
        var given = inputs.Values.Single();
        if (given.ElementType != typeof(float) || !Fits(given.Dimensions, expected))
            return $"its input is {Describe(given)}, not float32 {Describe(expected)}";
        foreach (var (name, width, value) in outputs)
        {
            if (!session.OutputMetadata.TryGetValue(name, out var output))
                return $"it has no output '{name}'; it has {string.Join(", ", session.OutputNames)}";
            expected = [-1, width];
            if (output.ElementType != typeof(float) || !Fits(output.Dimensions, expected))
                return $"its output is {Describe(output)}, not float32 {Describe(expected)}: one value a {value}";
        }
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
