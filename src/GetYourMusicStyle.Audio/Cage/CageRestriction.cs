namespace GetYourMusicStyle.Audio.Cage;

/// <summary>One thing that a caged decoder is denied.</summary>
/// <param name="Name">Short and stable, such as <c>files</c>.</param>
/// <param name="Meaning">One line for people.</param>
/// <param name="Holds">Whether this system lets us deny it.</param>
public sealed record CageRestriction(string Name, string Meaning, bool Holds);
