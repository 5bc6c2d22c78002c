using Interlink.Hosting;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Startup;

NativeStartup.Prepare();
Posix.KeepFilesPrivate();
return await SidecarCommandLine.InvokeAsync(args);
