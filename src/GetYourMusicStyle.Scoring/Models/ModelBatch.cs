using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>The input and output buffers of one model, filled and run again and again; one a thread.</summary>
internal sealed class ModelBatch : IDisposable
{
    private readonly Model _model;
    private readonly float[] _inputs;
    private readonly float[][] _outputs;
    private readonly string[] _inputNames, _outputNames;
    private readonly RunOptions _runOptions = new();
    private OrtValue[] _inputValues = [], _outputValues = [];
    private int _boundRows;

    public ModelBatch(Model model, int rows)
    {
        (_model, Rows) = (model, rows);
        _inputs = new float[rows * model.RowLength];
        _outputs = [.. model.Outputs.Select(output => new float[rows * output.Width])];
        (_inputNames, _outputNames) = ([model.InputName], [.. model.Outputs.Select(output => output.Name)]);
    }

    /// <summary>Rows it has room for.</summary>
    public int Rows { get; }

    /// <summary>The input values of one row, to be filled.</summary>
    public Span<float> Input(int row) => _inputs.AsSpan(row * _model.RowLength, _model.RowLength);

    /// <summary>Runs the model on the first <paramref name="rows"/> rows; what it gives is valid until the next run.</summary>
    /// <exception cref="OnnxRuntimeException">The model cannot be run, or answers with another shape.</exception>
    public void Run(int rows)
    {
        Bind(rows);
        _model.Session.Run(_runOptions, _inputNames, _inputValues, _outputNames, _outputValues);
    }

    /// <summary>What one of the model's outputs, by its number, has for a row.</summary>
    public ReadOnlySpan<float> Output(int row, int output = 0) =>
        _outputs[output].AsSpan(row * _model.Outputs[output].Width, _model.Outputs[output].Width);

    /// <summary>Whether all that the model gives for a row is finite.</summary>
    public bool IsFinite(int row)
    {
        for (int output = 0; output < _outputs.Length; output++)
        {
            if (!TensorPrimitives.IsFiniteAll(Output(row, output)))
                return false;
        }
        return true;
    }

    public void Dispose()
    {
        Unbind();
        _runOptions.Dispose();
    }

    // The tensors lie over our own arrays, so a run copies nothing; only the last, shorter batch of a track needs new ones.
    private void Bind(int rows)
    {
        if (rows == _boundRows)
            return;
        Unbind();
        var memory = OrtMemoryInfo.DefaultInstance;
        _inputValues = [OrtValue.CreateTensorValueFromMemory(memory, _inputs.AsMemory(0, rows * _model.RowLength), [rows, .. _model.RowShape])];
        _outputValues = [.. _model.Outputs.Zip(_outputs, (output, values) =>
            OrtValue.CreateTensorValueFromMemory(memory, values.AsMemory(0, rows * output.Width), [rows, output.Width]))];
        _boundRows = rows;
    }

    private void Unbind()
    {
        foreach (var value in _inputValues.Concat(_outputValues))
            value.Dispose();
        (_inputValues, _outputValues, _boundRows) = ([], [], 0);
    }
}
