using System.Buffers.Binary;
using System.Text;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>Writes very small ONNX models by hand, so that tests choose the weights. Field numbers are those of onnx.proto3.</summary>
public static class TinyOnnx
{
    /// <summary>logits = features * weights + bias; weights [inputs, outputs].</summary>
    public static byte[] Linear(float[,] weights, float[] bias, string output = "logits", bool fixedBatch = false) =>
        Model(
            [Node("Gemm", ["x", "w", "b"], [output])],
            [Tensor("w", [weights.GetLength(0), weights.GetLength(1)], weights), Tensor("b", [bias.Length], bias)],
            Value("x", [fixedBatch ? 1 : null, weights.GetLength(0)]),
            Value(output, [fixedBatch ? 1 : null, bias.Length]));

    /// <summary>logits = values * weights + bias, of values of any shape, flattened.</summary>
    public static byte[] LinearOf(int[] shape, float[,] weights, float[] bias, string output = "logits") =>
        Model(
            [Node("Flatten", ["x"], ["f"]), Node("Gemm", ["f", "w", "b"], [output])],
            [Tensor("w", [weights.GetLength(0), weights.GetLength(1)], weights), Tensor("b", [bias.Length], bias)],
            Value("x", [null, .. shape.Select(d => (int?)d)]),
            Value(output, [null, bias.Length]));

    /// <summary>sounds = x * first, embedding = x * second; weights [inputs, outputs].</summary>
    public static byte[] Hearing(float[,] sounds, float[,] embedding) =>
        Model(
            [Node("MatMul", ["x", "s"], ["sounds"]), Node("MatMul", ["x", "e"], ["embedding"])],
            [Tensor("s", [sounds.GetLength(0), sounds.GetLength(1)], sounds), Tensor("e", [embedding.GetLength(0), embedding.GetLength(1)], embedding)],
            Value("x", [null, sounds.GetLength(0)]),
            Value("sounds", [null, sounds.GetLength(1)]),
            Value("embedding", [null, embedding.GetLength(1)]));

    /// <summary>logits = mean(picture) * weights + bias, of a picture [1, rows, columns].</summary>
    public static byte[] OfMean(float[] weights, float[] bias, int rows = 100, int columns = 100)
    {
        var row = new float[1, weights.Length];
        for (int i = 0; i < weights.Length; i++)
            row[0, i] = weights[i];
        return Model(
            [Node("GlobalAveragePool", ["x"], ["m"]), Node("Flatten", ["m"], ["f"]), Node("Gemm", ["f", "w", "b"], ["logits"])],
            [Tensor("w", [1, weights.Length], row), Tensor("b", [bias.Length], bias)],
            Value("x", [null, 1, rows, columns]),
            Value("logits", [null, bias.Length]));
    }

    private static byte[] Model(byte[][] nodes, byte[][] initializers, byte[] input, params byte[][] outputs)
    {
        byte[] graph =
        [
            .. nodes.SelectMany(node => Field(1, node)), .. Field(2, "g"), .. initializers.SelectMany(tensor => Field(5, tensor)),
            .. Field(11, input), .. outputs.SelectMany(output => Field(12, output)),
        ];
        return [.. Field(1, 8), .. Field(7, graph), .. Field(8, [.. Field(1, ""), .. Field(2, 13)])];
    }

    private static byte[] Node(string op, string[] inputs, string[] outputs) =>
        [.. inputs.SelectMany(name => Field(1, name)), .. outputs.SelectMany(name => Field(2, name)), .. Field(4, op)];

    private static byte[] Tensor(string name, int[] shape, Array values)
    {
        var raw = new byte[values.Length * sizeof(float)];
        int at = 0;
        foreach (float value in values)
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * at++), value);
        return [.. shape.SelectMany(d => Field(1, d)), .. Field(2, 1), .. Field(8, name), .. Field(9, raw)];
    }

    // A null dimension is the free batch.
    private static byte[] Value(string name, int?[] shape)
    {
        byte[] dimensions = [.. shape.SelectMany(d => Field(1, d is { } size ? Field(1, size) : Field(2, "N")))];
        return [.. Field(1, name), .. Field(2, Field(1, [.. Field(1, 1), .. Field(2, dimensions)]))];
    }

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] bytes) => [.. Varint((number << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Field(int number, int value) => [.. Varint(number << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
