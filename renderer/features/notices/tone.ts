let context: AudioContext | null = null;
let playedAt = Number.NEGATIVE_INFINITY;

/** Two short notes, soft enough for a night and high enough to be heard over a fan. Hz, and when each begins in s. */
const notes = [
  [880, 0],
  [1175, 0.18],
] as const;
const noteSeconds = 0.32;
const loudness = 0.2;

/**
 * Plays the tone; several at once are one. Answers with a sentence when it could not be heard, else null. Browsers are
 * silent until the page was clicked or typed into: `readyTone` listens for that.
 */
export async function playTone(): Promise<string | null> {
  if (performance.now() - playedAt < 1_000) return null;
  if (!(await wake()) || context === null)
    return 'This browser plays no sound in a window before its first click or key.';
  playedAt = performance.now();
  const from = context.currentTime + 0.02;
  for (const [pitch, after] of notes) {
    const voice = context.createOscillator();
    const volume = context.createGain();
    voice.frequency.value = pitch;
    // Risen and fallen, not cut: a cut tone clicks.
    volume.gain.setValueAtTime(0, from + after);
    volume.gain.linearRampToValueAtTime(loudness, from + after + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + after + noteSeconds);
    voice.connect(volume).connect(context.destination);
    voice.start(from + after);
    voice.stop(from + after + noteSeconds);
  }
  return null;
}

/** Makes the tone ready at the next click or key. Answers with the way to stop waiting for it. */
export function readyTone(): () => void {
  const stop = () => {
    for (const event of ['pointerdown', 'keydown']) window.removeEventListener(event, first);
  };
  const first = () => {
    stop();
    void wake();
  };
  for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, first);
  return stop;
}

/** Whether the sound is on now. A browser that is waiting for a click leaves `resume` open, so it is not waited for long. */
async function wake(): Promise<boolean> {
  context ??= new AudioContext();
  if (context.state !== 'running') {
    const late = new Promise((resolve) => setTimeout(resolve, 500));
    await Promise.race([context.resume().catch(() => undefined), late]);
  }
  return context.state === 'running';
}
