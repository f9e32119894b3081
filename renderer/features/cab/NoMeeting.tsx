import { Link } from '@tanstack/react-router';
import { errorCode } from '#renderer/lib/errors.ts';
import { buttonClass } from '#renderer/ui/Button.tsx';
import { EmptyState, PageBody, PageHeader } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { useMeeting } from './useMeeting.ts';

/** What stands in a meeting's place while it is read, when it is not there, or when it cannot be read. */
export function NoMeeting(props: {
  readonly meetingKey: string;
  readonly query: ReturnType<typeof useMeeting>;
}) {
  const { meetingKey, query } = props;
  return (
    <>
      <PageHeader title={meetingKey} />
      <PageBody narrow>
        {errorCode(query.error) === 'NOT_FOUND' ? (
          <EmptyState
            title={`No meeting ${meetingKey}`}
            actions={
              <Link to="/cab" className={buttonClass({})}>
                All meetings
              </Link>
            }
          >
            It may have been called off, or the reference belongs to another workspace.
          </EmptyState>
        ) : (
          <QueryState query={query} what="The meeting">
            {() => null}
          </QueryState>
        )}
      </PageBody>
    </>
  );
}
