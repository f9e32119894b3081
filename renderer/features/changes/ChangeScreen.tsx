import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { orpc } from '#renderer/lib/client.ts';
import { errorCode } from '#renderer/lib/errors.ts';
import { buttonClass } from '#renderer/ui/Button.tsx';
import { EmptyState, PageBody, PageHeader } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { ChangeEditor } from './ChangeEditor.tsx';

/** One ticket; `changeKey` is its id or its reference such as CHG-A12. */
export function ChangeScreen({ changeKey }: { readonly changeKey: string }) {
  const change = useQuery(
    orpc.changes.get.queryOptions({ input: { key: changeKey }, meta: { topics: ['changes'] } }),
  );
  const gone = errorCode(change.error) === 'NOT_FOUND';
  if (change.data && !gone) return <ChangeEditor key={change.data.id} change={change.data} />;
  return (
    <>
      <PageHeader title={changeKey} />
      <PageBody narrow>
        {gone ? (
          <EmptyState
            title={`No change ${changeKey}`}
            actions={
              <Link to="/changes" className={buttonClass({})}>
                All changes
              </Link>
            }
          >
            It may have been removed, or the reference belongs to another workspace.
          </EmptyState>
        ) : (
          <QueryState query={change} what="The change">
            {() => null}
          </QueryState>
        )}
      </PageBody>
    </>
  );
}
