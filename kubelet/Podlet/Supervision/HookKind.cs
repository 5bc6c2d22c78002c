namespace Interlink.Podlet.Supervision;

/// <summary>When a hook is run.</summary>
internal enum HookKind
{
    PostStart,
    PreStop,
}
