using Interlink.Hosting.Tests.Hosts;

return await ChildProgram.RunAsync(args);
