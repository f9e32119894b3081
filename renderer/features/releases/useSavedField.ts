import { useEffect, useRef, useState } from 'react';
import { errorSentence } from '#renderer/lib/errors.ts';

const QUIET_MS = 2000;

/**
 * One field that saves itself when it is left or after 2 s of quiet. What was typed stays when saving fails, and is not
 * overwritten by what others save meanwhile. `save` answers when the value is on disk.
 */
export function useSavedField<T>(stored: T, save: (value: T) => Promise<unknown>) {
  const [typed, setTyped] = useState<{ readonly value: T } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const latest = useRef({ typed, save, stored });
  latest.current = { typed, save, stored };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = async () => {
    clearTimeout(timer.current);
    const sent = latest.current.typed;
    if (sent === null) return;
    if (sent.value === latest.current.stored) return setTyped(null);
    try {
      await latest.current.save(sent.value);
      setError(null);
      // Typed on while it was saved: the newer words stay and save themselves.
      setTyped((now) => (now === sent ? null : now));
    } catch (reason) {
      setError(errorSentence(reason));
    }
  };
  const leave = useRef(flush);
  leave.current = flush;
  useEffect(() => () => void leave.current(), []);

  return {
    value: typed === null ? stored : typed.value,
    error,
    set: (value: T) => {
      setTyped({ value });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void leave.current(), QUIET_MS);
    },
    /** For choices: takes the value and saves it at once. */
    put: (value: T) => {
      const chosen = { value };
      setTyped(chosen);
      latest.current.typed = chosen;
      void flush();
    },
    flush: () => void flush(),
  };
}
