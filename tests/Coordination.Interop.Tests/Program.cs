using Coordination.Interop.Tests;
using Coordination.Interop.Tests.Ensembles;
using Xunit.MicrosoftTestingPlatform;

// A test may need a process that it can freeze: this program is one when it is told so, and else runs the tests.
return args is [HolderProcess.Command, string servers, string path]
    ? await HolderProcess.RunAsync(servers, path)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
