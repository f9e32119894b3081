import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Release, ReleaseDetail } from '#shared/contract/releases.ts';
import { mayClose } from '#shared/domain/releases.ts';
import { OUTCOMES } from './releaseWords.ts';

/** Ends a release: how it went, and a sentence of what was learned. */
export function CloseReleaseDialog(props: { readonly release: ReleaseDetail; readonly onClose: () => void }) {
  const { release } = props;
  const [outcome, setOutcome] = useState<NonNullable<Release['outcome']> | null>(
    release.state === 'Failed' ? 'failed' : release.state === 'Backed out' ? 'backed out' : null,
  );
  const [note, setNote] = useState('');
  const close = useMutation(
    orpc.releases.close.mutationOptions({
      onSuccess: () => {
        toastDone(`${release.ref} is closed`);
        props.onClose();
      },
    }),
  );
  const verdict = mayClose({ release, changes: release.changeRows, runs: release.runs });
  const inReview = release.changeRows.filter((change) => change.state === 'Review').length;
  return (
    <FormDialog
      title={`Close ${release.ref}`}
      confirm="Close release"
      ready={outcome !== null && verdict.ok}
      busy={close.isPending}
      act={() => outcome && close.mutate({ id: release.id, outcome, note: note.trim() })}
      error={close.error}
      onClose={props.onClose}
    >
      {!verdict.ok && (
        <p>
          <StateGlyph state="blocked" /> {verdict.reason}
        </p>
      )}
      {inReview > 0 && (
        <p>{formatCount(inReview, 'change')} in Review will be closed with the same outcome.</p>
      )}
      <SelectField
        label="How did it go?"
        placeholder="Choose an outcome"
        options={OUTCOMES}
        value={outcome}
        data-autofocus
        onChange={setOutcome}
      />
      <TextArea
        label="What was learned"
        description="One sentence is enough; it stands at the head of the release from now on."
        autosize
        minRows={3}
        maxRows={12}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
