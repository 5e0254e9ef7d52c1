return await GetYourMusicStyle.Cli.CommandLine.RunAsync(args);
