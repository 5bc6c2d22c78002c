using Interlink.ApiServer.Startup;
using Interlink.Hosting;

NativeStartup.Prepare();
return await ApiServerProgram.RunAsync(args, Environment.GetEnvironmentVariable);
