using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Decoder.Confinement;

/// <summary>
/// The filter of system calls (seccomp, a program for the kernel's packet filter machine): what is not in <see cref="SystemCalls"/> is answered as if
/// the kernel did not have it. It holds for the calling thread, and for every program and process that comes of it.
/// </summary>
internal static unsafe class Seccomp
{
    private const ushort Load = 0x20, JumpIfEqual = 0x15, JumpIfAnySet = 0x45, And = 0x54, Return = 0x06;
    private const uint Allow = 0x7FFF_0000, KillProcess = 0x8000_0000, Errno = 0x0005_0000, NotPermitted = Errno | 1, NotImplemented = Errno | 38;
    private const uint NumberOffset = 0, ArchitectureOffset = 4, ArgumentsOffset = 16;
    private const int SetModeFilter = 1;

    private const uint NewNamespaces = 0x7E02_0000, ChildOfParent = 0x8000;
    private const uint SharesMemory = 0x100;    // threads, and what is about to become another program; no copies of this process
    private const uint SharedAnonymous = 0x21;  // memory that no limit counts
    private const uint ProcessorTime = LinuxCalls.ProcessorTime;
    private static readonly uint[] Controls = [3, 15, 16, 23, 42, 0x5356_4D41];  // names of threads and of memory, and questions
    private static readonly uint[] Requests = [0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451]; // questions to a terminal or pipe; blocking, close on exec

    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction(ushort code, byte whenTrue, byte whenFalse, uint value)
    {
        public ushort Code = code;
        public byte WhenTrue = whenTrue;
        public byte WhenFalse = whenFalse;
        public uint Value = value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public Instruction* Instructions;
    }

    /// <summary>Sets the filter for this thread; whether that was possible.</summary>
    /// <param name="process">The process that threads may be signalled in: this one.</param>
    public static bool Set(int process)
    {
        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return false;
        bool x64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Instruction[] program = [.. Filter(x64 ? 0xC000_003E : 0xC000_00B7, (uint)process)];
        fixed (Instruction* first = program)
        {
            var filter = new Program { Length = (ushort)program.Length, Instructions = first };
            return LinuxCalls.Call(x64 ? 317 : 277, SetModeFilter, 0, (nint)(&filter), 0) == 0;
        }
    }

    private static IEnumerable<Instruction> Filter(uint architecture, uint process) =>
    [
        new(Load, 0, 0, ArchitectureOffset),
        new(JumpIfEqual, 1, 0, architecture),
        new(Return, 0, 0, KillProcess),
        new(Load, 0, 0, NumberOffset),
        .. Call(SystemCalls.Tgkill, 0, Unless(JumpIfEqual, process)),
        .. Call(SystemCalls.Clone, 0, [.. When(JumpIfAnySet, NewNamespaces | ChildOfParent), .. Unless(JumpIfAnySet, SharesMemory)]),
        .. Call(SystemCalls.Mmap, 3, [new(And, 0, 0, SharedAnonymous), .. When(JumpIfEqual, SharedAnonymous)]),
        .. Call(SystemCalls.SetLimit, 0, Unless(JumpIfEqual, ProcessorTime)),
        .. Call(SystemCalls.Prlimit, 2, [.. Unless(JumpIfEqual, 0), new(Load, 0, 0, Argument(2) + 4), .. Unless(JumpIfEqual, 0)]),
        .. Call(SystemCalls.Prctl, 0, AnyOf(Controls)),
        .. Call(SystemCalls.Ioctl, 1, AnyOf(Requests)),
        .. SystemCalls.Here.SelectMany(number => (Instruction[])[new(JumpIfEqual, 0, 1, (uint)number), new(Return, 0, 0, Allow)]),
        new(Return, 0, 0, NotImplemented),
    ];

    // The number is loaded. If it is this call's: its argument is loaded and looked at, and what is not refused is allowed.
    private static Instruction[] Call((int X64, int Arm64) call, int argument, Instruction[] refuse) =>
    [
        new(JumpIfEqual, 0, (byte)(refuse.Length + 2), (uint)SystemCalls.Number(call)),
        new(Load, 0, 0, Argument(argument)), .. refuse, new(Return, 0, 0, Allow),
    ];

    private static uint Argument(int index) => ArgumentsOffset + (8 * (uint)index);

    private static Instruction[] Unless(ushort test, uint value) => [new(test, 1, 0, value), new(Return, 0, 0, NotPermitted)];

    private static Instruction[] When(ushort test, uint value) => [new(test, 0, 1, value), new(Return, 0, 0, NotPermitted)];

    private static Instruction[] AnyOf(uint[] values) =>
        [.. values.Select((value, i) => new Instruction(JumpIfEqual, (byte)(values.Length - i), 0, value)), new(Return, 0, 0, NotPermitted)];
}
