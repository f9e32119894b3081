import { Link } from '@tanstack/react-router';
import { buttonClass } from '#renderer/ui/Button.tsx';
import { EmptyState, PageBody, PageHeader } from '#renderer/ui/Page.tsx';

/** An address that leads nowhere. */
export function NotFoundScreen() {
  return (
    <>
      <PageHeader title="Not found" />
      <PageBody>
        <EmptyState
          title="There is no screen at this address."
          actions={
            <Link to="/" className={buttonClass({ variant: 'primary' })}>
              Go to Today
            </Link>
          }
        >
          <span className="mono">{location.pathname}</span>
        </EmptyState>
      </PageBody>
    </>
  );
}
