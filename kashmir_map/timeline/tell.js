// How the map hears of a window while it moves.

// The map stands in a frame of this page: called directly it paints in this very frame, while a
// message would reach it one frame later. The message is for whoever cannot be called.
export function tell(channel, message) {
  for (let i = 0; i < frames.length; i += 1) {
    try {
      frames[i].kashmirMap?.hear(message, channel?.name);
    } catch {
      // a frame of another origin is not ours
    }
  }
  channel?.postMessage(message);
}
