import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
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
    <Dialog
      title={`Close ${release.ref}`}
      opened
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={outcome === null || !verdict.ok || close.isPending}
            onClick={() => outcome && close.mutate({ id: release.id, outcome, note: note.trim() })}
          >
            Close release
          </Button>
        </>
      }
    >
      <FieldStack>
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
        <Refusal error={close.error} />
      </FieldStack>
    </Dialog>
  );
}
