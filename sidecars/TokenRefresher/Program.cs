using Interlink.Hosting;
using Interlink.TokenRefresher.Startup;

NativeStartup.Prepare();
return await Refresher.RunAsync(name => Environment.GetEnvironmentVariable(name));
