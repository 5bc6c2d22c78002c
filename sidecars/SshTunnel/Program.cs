using Interlink.Hosting;
using Interlink.Processes;
using Interlink.SshTunnel.Startup;

Tether.BecomeIfAsked(args);
NativeStartup.Prepare();
return await TunnelCommandLine.InvokeAsync(args);
