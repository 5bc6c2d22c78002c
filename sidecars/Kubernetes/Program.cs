using Interlink.Hosting;
using Interlink.KubernetesSidecar.Startup;

NativeStartup.Prepare();
return await SidecarCommandLine.InvokeAsync(args);
