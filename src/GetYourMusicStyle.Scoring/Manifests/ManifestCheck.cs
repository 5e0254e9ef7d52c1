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
        if (!Distinct(m.Backbones.Select(backbone => backbone.Name)))
            yield return "backbones must have different names";
        foreach (string fault in m.Backbones.SelectMany(backbone => BackboneFaults(backbone, m)))
            yield return fault;
        foreach (string fault in m.Hearing is { } hearing ? HearingFaults(hearing, m) : [])
            yield return fault;
        if (m.Ensembles.Count == 0 || !Distinct(m.Ensembles.Select(ensemble => ensemble.Name)))
            yield return "ensembles must be one or more, with different names";
        if (m.Ensembles.Count > 1 && m.Ensembles.Count(ensemble => ensemble.Default) != 1)
            yield return "exactly one ensemble must have \"default\": true";
        foreach (string fault in m.Ensembles.SelectMany(ensemble => EnsembleFaults(ensemble, m)))
            yield return fault;
    }

    private static IEnumerable<string> MemberFaults(MemberEntry member, EnsembleManifest manifest)
    {
        string who = $"member '{member.Name}'";
        foreach (string fault in FileFaults(who, member.File, member.Sha256))
            yield return fault;
        if (!(member.Temperature > 0 && double.IsFinite(member.Temperature)))
            yield return $"{who}: temperature must be above 0";
        if ((InputKind.Fault(member.Input, manifest) ?? OutputKind.Fault(member, manifest.Genres)) is { } other)
            yield return $"{who}: {other}";
    }

    private static IEnumerable<string> BackboneFaults(BackboneEntry backbone, EnsembleManifest manifest)
    {
        string who = $"backbone '{backbone.Name}'";
        return [.. FileFaults(who, backbone.File, backbone.Sha256), .. HearingCheck.BackboneFaults(backbone, manifest).Select(fault => $"{who}: {fault}")];
    }

    private static IEnumerable<string> HearingFaults(HearingEntry hearing, EnsembleManifest manifest) =>
        [.. FileFaults("hearing", hearing.File, hearing.Sha256), .. HearingCheck.Faults(hearing, manifest).Select(fault => $"hearing: {fault}")];

    private static IEnumerable<string> FileFaults(string who, string file, string sha256)
    {
        if (file.Length == 0 || Path.GetFileName(file) != file)
            yield return $"{who}: file must be the name of a file beside the manifest, not '{file}'";
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit))
            yield return $"{who}: sha256 must be 64 hexadecimal digits";
    }

    private static IEnumerable<string> EnsembleFaults(EnsembleEntry ensemble, EnsembleManifest manifest)
    {
        string who = $"ensemble '{ensemble.Name}'";
        if (CombineKind.Fault(ensemble, manifest.Genres) is { } fault)
            yield return $"{who}: {fault}";
        foreach (string name in ensemble.Weights.Keys.Where(name => manifest.Members.All(member => member.Name != name)))
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
