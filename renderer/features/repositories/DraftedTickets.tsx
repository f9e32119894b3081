import type { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import css from './DraftFromGitDialog.module.css';

type Events = Awaited<ReturnType<typeof client.repositories.preview>>;
/** What a range would become. */
export type Preview = Extract<Events extends AsyncIterable<infer E> ? E : never, { kind: 'done' }>;

/** The tickets that would be drafted, one row each; nothing of this is written yet. */
export function DraftedTickets({ preview }: { readonly preview: Preview }) {
  const { changes, commits, reverted, authors } = preview;
  const facts = [
    formatCount(commits, 'commit'),
    formatCount(authors.length, 'author'),
    ...(reverted > 0 ? [`${formatCount(reverted, 'commit')} left out, reverted within the range`] : []),
  ];
  return (
    <div>
      <p className={css.sum}>
        <b>{formatCount(changes.length, 'ticket')}</b> from {facts.join(', ')}
      </p>
      {changes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={css.tickets} tabIndex={0} aria-label="Tickets that would be drafted">
          <table>
            <thead>
              <tr>
                <th scope="col">Title</th>
                <th scope="col">Services</th>
                <th scope="col" className="num">
                  Commits
                </th>
                <th scope="col">Work items</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never reordered; titles may repeat
                <tr key={index}>
                  <td>
                    {change.title}
                    {change.breaking && (
                      <span className={css.breaking}>
                        <StateGlyph state="late" size={12} /> breaking
                      </span>
                    )}
                  </td>
                  <td>{firstOf(change.services) || <span className="t3">none found</span>}</td>
                  <td className="num">{change.commits}</td>
                  <td className={css.items}>
                    {firstOf(change.workItems) || <span className="t3">none</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function firstOf(names: readonly string[]): string {
  const more = names.length - 6;
  return more > 0 ? `${names.slice(0, 6).join(', ')} and ${more} more` : names.join(', ');
}
