import { Component, type ReactNode } from 'react';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { PlainPage } from './PlainPage.tsx';

type State = { readonly error: unknown };

/** Last net: when the frame itself breaks, a screen that says so instead of a blank window. */
export class AppErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <PlainPage title="Slipway stopped">
        <ErrorPanel
          what="The page could not be shown"
          means={`${errorSentence(error)} Everything that was confirmed as saved is on disk.`}
          todo="Load the page again. If it stops again, copy the detail into a report."
          detail={`${location.pathname}\n${errorDetail(error)}`}
          actions={
            <Button variant="primary" onClick={() => location.reload()}>
              Load again
            </Button>
          }
        />
      </PlainPage>
    );
  }
}
