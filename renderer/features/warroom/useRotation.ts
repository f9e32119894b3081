import { create } from 'zustand';
import { useNow } from '#renderer/lib/clock.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { panelAt, type Rotation } from './rotation.ts';

const KEPT = 'slipway.wall-rotation';
/** Seconds a panel stands; 0 = all that fits stands at once and nothing turns. */
const CHOICES = [0, 10, 20, 30, 60] as const;

/** How the panels of this window turn. The seconds are kept on this computer. */
const useTurning = create<Rotation>(() => ({
  seconds: CHOICES.find((one) => String(one) === localStorage.getItem(KEPT)) ?? 0,
  from: Date.now(),
  offset: 0,
  heldAt: null,
}));

/** Seconds each panel stands on the wall of this window, and the next choice of them; 0 = off. */
export function useRotationChoice(): { readonly seconds: number; readonly choose: () => void } {
  const { seconds } = useTurning();
  const choose = () => {
    const next = CHOICES[(CHOICES.indexOf(seconds as (typeof CHOICES)[number]) + 1) % CHOICES.length] ?? 0;
    localStorage.setItem(KEPT, String(next));
    useTurning.setState({ seconds: next, from: Date.now(), offset: 0, heldAt: null });
  };
  useKeys('Wall', [{ keys: 'a', does: 'Turn the panels by themselves: off, 10, 20, 30, 60 s', run: choose }]);
  return { seconds, choose };
}

/** Which of `count` panels stands now; arrows turn, `p` holds, and so does the pointer or the focus on it. */
export function useRotation(count: number) {
  const state = useTurning();
  const now = useNow();
  const on = state.seconds > 0 && count > 1;
  const turn = (by: number) => useTurning.setState({ offset: state.offset + by });
  const hold = (held: boolean) => {
    const at = Date.now();
    const { heldAt, from } = useTurning.getState();
    if (held === (heldAt !== null)) return;
    // While it was held no time passed.
    useTurning.setState(held ? { heldAt: at } : { heldAt: null, from: from + at - (heldAt ?? at) });
  };
  useKeys('Wall', [
    { keys: 'ArrowRight', does: 'Next panel', enabled: on, run: () => turn(1) },
    { keys: 'ArrowLeft', does: 'Previous panel', enabled: on, run: () => turn(-1) },
    {
      keys: 'p',
      does: 'Hold the panel, or let it turn',
      enabled: on,
      run: () => hold(state.heldAt === null),
    },
  ]);
  return { on, index: panelAt(state, now, count), held: state.heldAt !== null, hold, next: () => turn(1) };
}
