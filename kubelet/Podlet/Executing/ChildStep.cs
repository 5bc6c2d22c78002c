using System.Runtime.InteropServices;

namespace Interlink.Podlet.Executing;

/// <summary>A system call that a child makes before it becomes its program.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ChildStep
{
    public nint Number;
    public nint First;
    public nint Second;
    public nint Third;
    public nint Fourth;

    /// <summary>What the call is for.</summary>
    public ChildStepKind Kind;

    /// <summary>One more than the place of a step that makes this one superfluous by succeeding; 0 for none.</summary>
    public int Unless;

    /// <summary>Not 0 once it has succeeded.</summary>
    public int Done;
}

/// <summary>How a <see cref="ChildStep"/> is judged.</summary>
internal enum ChildStepKind
{
    /// <summary>Its failure is the child's.</summary>
    Required,

    /// <summary>Its failure does not matter.</summary>
    Optional,

    /// <summary>The child goes on as a new process, with the same parent; the old one ends.</summary>
    Fork,

    /// <summary>Becomes a program; the next such step is tried where the file is not there.</summary>
    Execute,
}
