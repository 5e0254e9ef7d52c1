using System.Text;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Files;
using GetYourMusicStyle.Decoder;
using GetYourMusicStyle.Prisoner;

// A decoder that an attacker has taken over: it does what the file says, and tells of it as a fault of the file.
return DecoderMain.Run(args, (channel, _) => (_, handle) =>
{
    using AudioFile file = AudioFile.Of(handle);
    byte[] bytes = new byte[file.Length];
    file.ReadAt(0, bytes);
    string[] order = Encoding.UTF8.GetString(bytes).Trim().Split(' ');
    throw new AudioException(AudioFault.Damaged, Escape.Try(order) ?? Lies.Tell(order, channel) ?? "unknown order");
});
