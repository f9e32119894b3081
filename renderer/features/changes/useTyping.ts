import { useEffect, useState } from 'react';

/** True while the caret stands in any field of the page, where Ctrl+Z belongs to the field. */
export function useTyping(): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const look = () => {
      const at = document.activeElement;
      setTyping(
        at instanceof HTMLTextAreaElement ||
          (at instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(at.type)) ||
          (at instanceof HTMLElement && at.isContentEditable),
      );
    };
    look();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, []);
  return typing;
}
