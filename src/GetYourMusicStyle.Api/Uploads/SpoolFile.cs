using System.Security.Cryptography;
using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>
/// An upload on its way: a local file, kept open against the sweeper, that is hashed while it is written and deleted on disposal.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    public const string Extension = ".upload";

    private const int BufferSize = 128 * 1024;
    private const long DiskCheckBytes = 64 * 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ApiOptions _options;
    private readonly long _left;
    private FileStream _file;

    /// <param name="left">What is left of the sender's quota in bytes; null: any.</param>
    /// <exception cref="ProblemException">There is not enough room.</exception>
    public SpoolFile(ApiOptions options, long? expectedBytes, long? left = null)
    {
        (_options, _left) = (options, left ?? long.MaxValue);
        if (expectedBytes > options.MaxUploadBytes)
            throw TooLarge();
        ThrowIfFull(expectedBytes ?? 0);
        Path = System.IO.Path.Combine(options.SpoolFolder, Guid.NewGuid().ToString("N") + Extension);
        _file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: false);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Hash of the whole, 64 hexadecimal digits, once <see cref="Complete"/> was called.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Takes everything that a stream has.</summary>
    /// <exception cref="ProblemException">It is too large, or the disk is full.</exception>
    public async Task FillAsync(Stream source, CancellationToken cancellation)
    {
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = await source.ReadAsync(buffer, cancellation)) > 0)
                Append(buffer.AsSpan(0, count));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Ends the writing. From now on the file may be read by others, but not swept.</summary>
    public void Complete()
    {
        Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        _file.Dispose();
        _file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
        File.Delete(Path);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _options.MaxUploadBytes)
            throw TooLarge();
        if (Length + bytes.Length > _left)
            throw new ProblemException(UploadQuota.Exceeded("bytes"));
        if ((Length + bytes.Length) / DiskCheckBytes > Length / DiskCheckBytes)
            ThrowIfFull(0);
        _hash.AppendData(bytes);
        _file.Write(bytes);
        Length += bytes.Length;
    }

    private void ThrowIfFull(long needed)
    {
        if (new DriveInfo(_options.SpoolFolder).AvailableFreeSpace - needed < _options.MinFreeBytes)
            throw new ProblemException(Problem.Of(
                StatusCodes.Status507InsufficientStorage, "disk-full", "No room for this upload",
                "The server's disk for uploads is nearly full. Try again later; an operator can make room or move Api:SpoolFolder."));
    }

    private ProblemException TooLarge() => new(Problem.Of(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The file is too large",
        $"An upload may have at most {_options.MaxUploadBytes} bytes; an operator can raise Api:MaxUploadBytes."));
}
