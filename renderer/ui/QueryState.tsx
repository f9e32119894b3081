import type { ReactNode } from 'react';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { Button } from './Button.tsx';
import { ErrorPanel } from './ErrorPanel.tsx';

/** Shows what a query answered; while it has no answer, nothing for a moment, and on failure the sentence with a way to ask again. `what` names the thing: `The change`. */
export function QueryState<T>(props: {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  if (!error) return <p className="sr" role="status">{`${props.what} is being read`}</p>;
  return (
    <ErrorPanel
      what={`${props.what} could not be read`}
      means={errorSentence(error)}
      detail={errorDetail(error)}
      actions={<Button onClick={() => void refetch()}>Try again</Button>}
    />
  );
}
