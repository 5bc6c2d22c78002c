using System.Runtime.InteropServices;

namespace Interlink.Podlet.Executing;

/// <summary>The kernel's numbers of the calls a <see cref="ChildScript"/> makes, for the processor this runs on.</summary>
internal static class SystemCall
{
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public static nint Clone => IsArm ? 220 : 56;

    public static nint SetNamespace => IsArm ? 268 : 308;

    public static nint ChangeDirectory => IsArm ? 50 : 81;

    public static nint ChangeRoot => IsArm ? 51 : 161;

    public static nint NewSession => IsArm ? 157 : 112;

    public static nint ControlDevice => IsArm ? 29 : 16;

    public static nint ControlProcess => IsArm ? 167 : 157;

    public static nint SetGroups => IsArm ? 159 : 116;

    public static nint SetGroupIds => IsArm ? 149 : 119;

    public static nint SetUserIds => IsArm ? 147 : 117;

    public static nint SignalAction => IsArm ? 134 : 13;

    public static nint SignalMask => IsArm ? 135 : 14;

    public static nint Duplicate => IsArm ? 24 : 292;

    public static nint Execute => IsArm ? 221 : 59;

    public static nint Write => IsArm ? 64 : 1;

    public static nint Exit => IsArm ? 94 : 231;
}
