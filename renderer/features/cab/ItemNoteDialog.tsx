import { client } from '#renderer/lib/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { AgendaLine } from '#shared/contract/cab.ts';

/** A note on an item, kept with it. */
export function ItemNoteDialog(props: { readonly line: AgendaLine; readonly onClose: () => void }) {
  const { id, ref, note: first } = props.line;
  return (
    <ReasonDialog
      title={`Note on ${ref}`}
      confirm="Save"
      label="Note"
      needed={false}
      maxLength={10_000}
      first={first}
      onClose={props.onClose}
      act={(note) => client.cab.patchItem({ id, fields: { note } })}
    />
  );
}
