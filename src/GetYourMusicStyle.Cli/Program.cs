using GetYourMusicStyle.Cli;

return await GetYourMusicStyle.Cli.CommandLine.RunAsync(args);
