import type { WallView } from '#shared/contract/warroom.ts';

/** First letters of the first and the last word of a name; what is initials already stays. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length === 1 && /^\p{Lu}{1,3}$/u.test(words[0] ?? '')) return words[0] ?? '';
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => ([...(word ?? '')][0] ?? '').toUpperCase()).join('');
}

/**
 * The wall as a browser on the network may have it: without phone numbers, duties, the address of the call and whatever the wall does not show
 * (instructions, commands, addresses, evidence asked for). Unless names are shown, people are their initials
 * everywhere: in titles their full and short names, in what was said also a first or last name alone.
 */
export function publicWall(view: WallView, showsNames: boolean): WallView {
  const names = view.people.map(({ name }) => name);
  const titled = showsNames ? same : replacing(names.flatMap(writtenAs));
  const said = showsNames ? same : replacing(names.flatMap((name) => [...writtenAs(name), ...wordsOf(name)]));
  return {
    ...view,
    releaseName: titled(view.releaseName),
    holder: null,
    run: { ...view.run, name: titled(view.run.name), outcome: said(view.run.outcome), heldBy: null },
    people: view.people.map(({ id, name }) => ({
      id,
      name: showsNames ? name : initialsOf(name),
      phone: '',
      times: [],
    })),
    changes: view.changes.map((one) => ({ ...one, title: titled(one.title), reason: said(one.reason) })),
    steps: view.steps.map((step) => ({
      ...step,
      title: titled(step.title),
      shortTitle: titled(step.shortTitle),
      instructions: '',
      ownerRole: titled(step.ownerRole),
      undoTitle: '',
      evidence: '',
      onFailure: '',
      automation: null,
    })),
    events: view.events.map((event) => ({ ...event, comment: said(event.comment) })),
    moments: view.moments.map((moment) => ({ ...moment, comment: said(moment.comment), device: null })),
    votes: view.votes.map((vote) => ({ ...vote, reason: said(vote.reason) })),
    notes: view.notes
      .filter(({ kind }) => kind !== 'bridge')
      .map((note) => ({ ...note, text: said(note.text) })),
  };
}

type Replaced = readonly [written: string, initials: string];

/** A full name in the ways it is written: `Ana Meier`, `A. Meier`, `Meier, Ana`. */
function writtenAs(name: string): Replaced[] {
  const words = name.trim().split(/\s+/);
  const [first = '', ...rest] = words;
  const initials = initialsOf(name);
  if (rest.length === 0) return first === '' ? [] : [[first, initials]];
  const last = rest.join(' ');
  return [name.trim(), `${[...first][0]}. ${last}`, `${last}, ${first}`].map((written) => [
    written,
    initials,
  ]);
}

/** The words of a name alone; particles such as `de` are no names. */
function wordsOf(name: string): Replaced[] {
  const words = name.trim().split(/\s+/);
  return words
    .filter((word) => word.length > 2 && /^\p{Lu}/u.test(word))
    .map((word) => [word, initialsOf(name)]);
}

/** Replaces whole names, longest first, so that `Ana Meier` is not left as `AM Meier`. */
function replacing(replaced: readonly Replaced[]): (text: string) => string {
  if (replaced.length === 0) return same;
  const initials = new Map(replaced);
  const written = [...initials.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${written.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.replace(pattern, (found) => initials.get(found) ?? found);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function same(text: string): string {
  return text;
}
