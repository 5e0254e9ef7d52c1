namespace GetYourMusicStyle.Audio.Cage;

/// <summary>What the cage of decoders holds on this system, as a decoder that is started for it tells.</summary>
public static class CageReport
{
    private static readonly (Restrictions Restriction, string Name, string Meaning)[] All =
    [
        (Restrictions.Files, "files", "sees no file but the one it is given and its libraries (Landlock, Linux 5.13)"),
        (Restrictions.SystemCalls, "system-calls", "no network, no signals to others, no tracing, no mounts (seccomp)"),
        (Restrictions.NoNewPrivileges, "privileges", "no program it starts has more rights"),
        (Restrictions.OwnUser, "user", "runs as a user of its own (needs root; program files that everybody may read)"),
        (Restrictions.Memory, "memory", "limited memory"),
        (Restrictions.OpenFiles, "open-files", "few open files"),
        (Restrictions.WritesNothing, "writing", "writes no file, no core dump"),
        (Restrictions.Processes, "processes", "few processes (with a user of its own)"),
        (Restrictions.DiesWithParent, "end", "ends with the process that started it"),
    ];

    /// <summary>No restriction holds.</summary>
    internal static IReadOnlyList<CageRestriction> None => Of(Restrictions.None);

    /// <summary>Each restriction, and whether it holds here. Starts a decoder, which takes a moment.</summary>
    /// <exception cref="IOException">No decoder can be started here.</exception>
    public static IReadOnlyList<CageRestriction> Of(AudioOptions options)
    {
        if (!OperatingSystem.IsLinux())
            return None;
        using var pool = new DecoderPool(options);
        return Of(pool);
    }

    /// <summary>What holds for decoders of this pool.</summary>
    internal static IReadOnlyList<CageRestriction> Of(DecoderPool pool)
    {
        DecoderProcess decoder = pool.Take();
        pool.Return(decoder, fit: true);
        return Of(decoder.Held ?? Restrictions.None);
    }

    /// <summary>As one line: what does not hold here; null if all does.</summary>
    public static string? Missing(IEnumerable<CageRestriction> restrictions)
    {
        string[] missing = [.. restrictions.Where(restriction => !restriction.Holds).Select(restriction => restriction.Name)];
        return missing.Length == 0 ? null : string.Join(", ", missing);
    }

    private static CageRestriction[] Of(Restrictions held) =>
        [.. All.Select(part => new CageRestriction(part.Name, part.Meaning, held.HasFlag(part.Restriction)))];
}
