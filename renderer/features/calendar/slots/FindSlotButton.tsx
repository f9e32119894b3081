import { useState } from 'react';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FindSlotDialog } from './FindSlotDialog.tsx';

/** Opens the slot finder; the key `f` does too. */
export function FindSlotButton({ zone }: { readonly zone: string }) {
  const [open, setOpen] = useState(false);
  useKeys('Calendar', [{ keys: 'f', does: 'Find a slot', run: () => setOpen(true) }]);
  return (
    <>
      <Button icon="search" onClick={() => setOpen(true)}>
        Find a slot
      </Button>
      {open && <FindSlotDialog zone={zone} onClose={() => setOpen(false)} />}
    </>
  );
}
