namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>What a manifest must satisfy before any model file is opened.</summary>
internal static class ManifestCheck
{
    /// <summary>The first thing wrong with the manifest in words, or null when it is sound.</summary>
    public static string? FirstFault(EnsembleManifest manifest) =>
        Faults(manifest).FirstOrDefault();

    private static IEnumerable<string> Faults(EnsembleManifest m)
    {
        if (m.Format != 1)
            yield return $"format {m.Format} is not known; this version reads format 1";
        if (m.Genres.Count < 2 || m.Genres.Any(string.IsNullOrWhiteSpace) || !Distinct(m.Genres))
            yield return "genres must be two or more different names";
        if (!(m.WindowSeconds is >= 1 and <= 60))
            yield return "window_s must be from 1 to 60";
        if (!(m.HopSeconds > 0 && m.HopSeconds <= m.WindowSeconds))
            yield return "hop_s must be above 0 and at most window_s";
        if (!(m.SkipSeconds is >= 0 and < 90))
            yield return "skip_s must be from 0 to below 90";
        if (!(m.ContextSeconds is > 0 and <= 3600))
            yield return "context_s must be above 0 and at most 3600";
        if (m.Members.Count == 0 || !Distinct(m.Members.Select(member => member.Name)))
            yield return "members must be one or more, with different names";
        foreach (string fault in m.Members.SelectMany(member => MemberFaults(member, m)))
            yield return fault;
        if (m.Ensembles.Count == 0 || !Distinct(m.Ensembles.Select(ensemble => ensemble.Name)))
            yield return "ensembles must be one or more, with different names";
        if (m.Ensembles.Count > 1 && m.Ensembles.Count(ensemble => ensemble.Default) != 1)
            yield return "exactly one ensemble must have \"default\": true";
        foreach (string fault in m.Ensembles.SelectMany(ensemble => EnsembleFaults(ensemble, m.Members)))
            yield return fault;
    }

    private static IEnumerable<string> MemberFaults(MemberEntry member, EnsembleManifest manifest)
    {
        string who = $"member '{member.Name}'";
        if (member.File.Length == 0 || Path.GetFileName(member.File) != member.File)
            yield return $"{who}: file must be the name of a file beside the manifest, not '{member.File}'";
        if (member.Sha256.Length != 64 || !member.Sha256.All(char.IsAsciiHexDigit))
            yield return $"{who}: sha256 must be 64 hexadecimal digits";
        if (!(member.Temperature > 0 && double.IsFinite(member.Temperature)))
            yield return $"{who}: temperature must be above 0";
        if ((InputKind.Fault(member.Input, manifest.WindowSeconds) ?? OutputKind.Fault(member, manifest.Genres)) is { } fault)
            yield return $"{who}: {fault}";
    }

    private static IEnumerable<string> EnsembleFaults(EnsembleEntry ensemble, IReadOnlyList<MemberEntry> members)
    {
        string who = $"ensemble '{ensemble.Name}'";
        if (ensemble.Combine != "weighted_mean")
            yield return $"{who}: combine '{ensemble.Combine}' is not known; known: weighted_mean";
        foreach (string name in ensemble.Weights.Keys.Where(name => members.All(member => member.Name != name)))
            yield return $"{who}: there is no member '{name}'";
        if (ensemble.Weights.Values.Any(w => !(w >= 0 && double.IsFinite(w))) || !(ensemble.Weights.Values.Sum() > 0))
            yield return $"{who}: weights must be 0 or more, and at least one above 0";
        if (ensemble.Calibration.Kind != "temperature")
            yield return $"{who}: calibration '{ensemble.Calibration.Kind}' is not known; known: temperature";
        if (!(ensemble.Calibration.Value > 0 && double.IsFinite(ensemble.Calibration.Value)))
            yield return $"{who}: the calibration value must be above 0";
        if (!(ensemble.Threshold is >= 0 and <= 1))
            yield return $"{who}: threshold must be from 0 to 1";
    }

    private static bool Distinct(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.All(seen.Add);
    }
}
