import { useEffect, useState } from 'react';

const BY_HAND = 'Set this computer so that it does not fall asleep during the run.';

/**
 * Keeps the screen awake while the component is there (Screen Wake Lock API). Answers with a sentence when it could not
 * be had, else null. The browser lets the lock go while the page is hidden; it is asked for again when it is seen.
 */
export function useScreenAwake(): string | null {
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      if (!('wakeLock' in navigator)) {
        setFault(`This browser cannot keep the screen awake. ${BY_HAND}`);
        return;
      }
      try {
        lock = await navigator.wakeLock.request('screen');
        if (gone) await lock.release();
        else setFault(null);
      } catch {
        if (!gone) setFault(`The screen could not be kept awake. ${BY_HAND}`);
      }
    };
    const again = () => void ask();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', again);
      lock?.release().catch(() => undefined);
    };
  }, []);
  return fault;
}
