import type { Found } from '#shared/contract/change-table.ts';
import css from './cells.module.css';
import { Marked } from './Marked.tsx';

/** Where a search found its words when the title does not hold them all: the field and the place in it. */
export function SnippetLine({ found }: { readonly found: Found | null | undefined }) {
  if (!found || found.snippet.length === 0) return null;
  return (
    <div className={css.snippet} dir="auto">
      <FoundIn found={found} />
    </div>
  );
}

/** `description: … the signing key …`, marked. */
export function FoundIn({ found }: { readonly found: Pick<Found, 'field' | 'snippet'> }) {
  return (
    <>
      <span className="t3">{found.field === 'ref' ? 'reference' : found.field}: </span>
      <Marked pieces={found.snippet} />
    </>
  );
}
