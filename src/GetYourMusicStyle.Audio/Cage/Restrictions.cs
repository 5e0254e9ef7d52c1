namespace GetYourMusicStyle.Audio.Cage;

/// <summary>What a caged decoder is denied, as far as the system lets us.</summary>
[Flags]
internal enum Restrictions
{
    None = 0,

    /// <summary>Memory is limited.</summary>
    Memory = 1,

    /// <summary>Open files are limited in number.</summary>
    OpenFiles = 2,

    /// <summary>No byte can be written to a file, nor a core dump.</summary>
    WritesNothing = 4,

    /// <summary>Processes are limited in number.</summary>
    Processes = 8,

    /// <summary>No program that it runs has more rights.</summary>
    NoNewPrivileges = 16,

    /// <summary>It runs as a user who owns nothing and whom nobody else is.</summary>
    OwnUser = 32,

    /// <summary>It sees nothing of the file system but the libraries it needs (Landlock).</summary>
    Files = 64,

    /// <summary>No sockets, no signals to others, no tracing, no mounting: a list of what the kernel answers (seccomp).</summary>
    SystemCalls = 128,

    /// <summary>It ends with the process that started it.</summary>
    DiesWithParent = 256,
}
