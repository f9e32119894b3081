import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { PageBody, PageHeader } from '#renderer/ui/Page.tsx';

/** A screen that broke: the frame stays, what was saved is on disk, and the screen can be opened again. */
export function FeatureError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <>
      <PageHeader title="This screen stopped" />
      <PageBody narrow>
        <ErrorPanel
          what="This screen could not be shown"
          means={`${errorSentence(error)} Everything that was confirmed as saved is on disk.`}
          todo="Open the screen again. If it stops again, copy the detail into a report."
          detail={`${location.pathname}\n${errorDetail(error)}`}
          actions={
            <Button
              variant="primary"
              onClick={() => {
                reset();
                void router.invalidate();
              }}
            >
              Open again
            </Button>
          }
        />
      </PageBody>
    </>
  );
}
