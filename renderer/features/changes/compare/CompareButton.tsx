import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import type { Change } from '#shared/contract/changes.ts';
import { useForm } from '../form.ts';
import { CompareDialog } from './CompareDialog.tsx';

/** Opens the comparison of versions from the history of a ticket. */
export function CompareButton({ change }: { readonly change: Change }) {
  const { draft } = useForm();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => void draft.flush().then(() => setOpened(true))}>
        Compare versions
      </Button>
      {opened && <CompareDialog change={change} onClose={() => setOpened(false)} />}
    </>
  );
}
