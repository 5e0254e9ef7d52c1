namespace GetYourMusicStyle.Browser.Tests;

/// <summary>A size and colours in which the page is looked at.</summary>
public sealed record Screen(string Name, int Width, int Height, ColorScheme Colors)
{
    public static readonly Screen Desktop = new("desktop-light", 1280, 860, ColorScheme.Light);
    public static readonly Screen DesktopDark = new("desktop-dark", 1280, 860, ColorScheme.Dark);
    public static readonly Screen Phone = new("phone-light", 390, 844, ColorScheme.Light);
    public static readonly Screen PhoneDark = new("phone-dark", 390, 844, ColorScheme.Dark);

    public static IReadOnlyList<Screen> All { get; } = [Desktop, DesktopDark, Phone, PhoneDark];

    public bool Touch => Width < 600;

    public override string ToString() => Name;
}
