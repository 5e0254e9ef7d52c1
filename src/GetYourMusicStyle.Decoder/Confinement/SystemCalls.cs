using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Decoder.Confinement;

/// <summary>
/// The calls of Linux that the runtime, the decoders and ffmpeg need, by their numbers on both kinds of processor; -1 where there is none. None of
/// them opens a socket, signals or traces another process, mounts, loads a module, or makes or changes a file (what opens files is Landlock's).
/// </summary>
internal static class SystemCalls
{
    /// <summary>Calls that are looked at: what may be asked of them is less than they can.</summary>
    public static readonly (int X64, int Arm64)
        Mmap = (9, 222), Ioctl = (16, 29), Clone = (56, 220), Prctl = (157, 167), SetLimit = (160, 164), Tgkill = (234, 131), Prlimit = (302, 261);

    private static readonly (int X64, int Arm64)[] Allowed =
    [
        (0, 63),     // read
        (1, 64),     // write
        (2, -1),     // open
        (3, 57),     // close
        (4, -1),     // stat
        (5, 80),     // fstat
        (6, -1),     // lstat
        (7, -1),     // poll
        (8, 62),     // lseek
        (10, 226),   // mprotect
        (11, 215),   // munmap
        (12, 214),   // brk
        (13, 134),   // rt_sigaction
        (14, 135),   // rt_sigprocmask
        (15, 139),   // rt_sigreturn
        (17, 67),    // pread64
        (19, 65),    // readv
        (20, 66),    // writev
        (21, -1),    // access
        (22, -1),    // pipe
        (23, -1),    // select
        (24, 124),   // sched_yield
        (25, 216),   // mremap
        (27, 232),   // mincore
        (28, 233),   // madvise
        (32, 23),    // dup
        (33, -1),    // dup2
        (35, 101),   // nanosleep
        (39, 172),   // getpid
        (47, 212),   // recvmsg
        (58, -1),    // vfork
        (59, 221),   // execve
        (60, 93),    // exit
        (61, 260),   // wait4
        (63, 160),   // uname
        (72, 25),    // fcntl
        (73, 32),    // flock
        (79, 17),    // getcwd
        (80, 49),    // chdir
        (89, -1),    // readlink
        (96, 169),   // gettimeofday
        (97, 163),   // getrlimit
        (98, 165),   // getrusage
        (99, 179),   // sysinfo
        (100, 153),  // times
        (102, 174),  // getuid
        (104, 176),  // getgid
        (107, 175),  // geteuid
        (108, 177),  // getegid
        (110, 173),  // getppid
        (111, -1),   // getpgrp
        (131, 132),  // sigaltstack
        (137, 43),   // statfs
        (138, 44),   // fstatfs
        (145, 120),  // sched_getscheduler
        (146, 125),  // sched_get_priority_max
        (147, 126),  // sched_get_priority_min
        (149, 228),  // mlock
        (158, -1),   // arch_prctl
        (186, 178),  // gettid
        (201, -1),   // time
        (202, 98),   // futex
        (203, 122),  // sched_setaffinity
        (204, 123),  // sched_getaffinity
        (213, -1),   // epoll_create
        (217, 61),   // getdents64
        (218, 96),   // set_tid_address
        (219, 128),  // restart_syscall
        (221, 223),  // fadvise64
        (228, 113),  // clock_gettime
        (229, 114),  // clock_getres
        (230, 115),  // clock_nanosleep
        (231, 94),   // exit_group
        (232, -1),   // epoll_wait
        (233, 21),   // epoll_ctl
        (237, 235),  // mbind
        (239, 236),  // get_mempolicy
        (247, 95),   // waitid
        (257, 56),   // openat
        (262, 79),   // newfstatat
        (267, 78),   // readlinkat
        (269, 48),   // faccessat
        (270, 72),   // pselect6
        (271, 73),   // ppoll
        (273, 99),   // set_robust_list
        (281, 22),   // epoll_pwait
        (290, 19),   // eventfd2
        (291, 20),   // epoll_create1
        (292, 24),   // dup3
        (293, 59),   // pipe2
        (309, 168),  // getcpu
        (318, 278),  // getrandom
        (324, 283),  // membarrier
        (332, 291),  // statx
        (334, 293),  // rseq
        (436, 436),  // close_range
        (439, 439),  // faccessat2
    ];

    /// <summary>The numbers of the calls that are allowed whatever is asked of them, on this processor.</summary>
    public static IEnumerable<int> Here => Allowed.Select(Number).Where(number => number >= 0);

    /// <summary>The number of a call on this processor.</summary>
    public static int Number((int X64, int Arm64) call) => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? call.X64 : call.Arm64;
}
