using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>The input and output buffers of one member, filled and run again and again; one a thread.</summary>
internal sealed class MemberBatch : IDisposable
{
    private readonly Member _member;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly RunOptions _runOptions = new();
    private OrtValue[] _inputValues = [];
    private OrtValue[] _outputValues = [];
    private int _boundRows;

    public MemberBatch(Member member, int rows)
    {
        (_member, Rows) = (member, rows);
        RowLength = InputKind.RowLength(member.Input);
        _inputs = new float[rows * RowLength];
        _outputs = new float[rows * member.Width];
        (_inputNames, _outputNames) = ([member.InputName], [member.OutputName]);
    }

    /// <summary>Rows it has room for.</summary>
    public int Rows { get; }

    public int RowLength { get; }

    /// <summary>The input values of one row, to be filled.</summary>
    public Span<float> Input(int row) => _inputs.AsSpan(row * RowLength, RowLength);

    /// <summary>Scores the first <paramref name="rows"/> rows; the outputs [rows, width] are valid until the next run.</summary>
    /// <exception cref="OnnxRuntimeException">The model cannot be run, or answers with another shape.</exception>
    public ReadOnlySpan<float> Run(int rows)
    {
        Bind(rows);
        _member.Session.Run(_runOptions, _inputNames, _inputValues, _outputNames, _outputValues);
        return _outputs.AsSpan(0, rows * _member.Width);
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
        _inputValues = [OrtValue.CreateTensorValueFromMemory(memory, _inputs.AsMemory(0, rows * RowLength), InputKind.Shape(_member.Input, rows))];
        _outputValues = [OrtValue.CreateTensorValueFromMemory(memory, _outputs.AsMemory(0, rows * _member.Width), [rows, _member.Width])];
        _boundRows = rows;
    }

    private void Unbind()
    {
        foreach (var value in _inputValues.Concat(_outputValues))
            value.Dispose();
        (_inputValues, _outputValues, _boundRows) = ([], [], 0);
    }
}
