using GetYourMusicStyle.Decoder;

// Started by GetYourMusicStyle.Audio, not by people.
return DecoderMain.Run(args, (channel, arguments) => new FileDecoder(channel, arguments).Decode);
