/** The first few of a list by name, and how many more. */
export function shortList(items: readonly string[], most = 3): string {
  const shown = items
    .slice(0, most)
    .map((item) => cut(item, 200))
    .join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/** `1 file`, `1,204 files`. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

/** At most `max` UTF-16 units, never half of a character. */
export function cut(text: string, max: number): string {
  return (text.length <= max ? text : text.slice(0, max)).toWellFormed();
}

/** With a capital first letter, as a sentence begins. */
export function capital(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}

const SMALL = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Small numbers as words for sentences: `five`, from 13 on figures. */
export function numberWord(n: number): string {
  return SMALL[n] ?? n.toLocaleString('en');
}

/** Whole minutes as a person says them: `45 min`, `2 h`, `20 h 40 min`, `3 days`, `3 days 4 h`. */
export function minutesText(minutes: number): string {
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  const days = counted(Math.floor(hours / 24), 'day');
  return hours % 24 === 0 ? days : `${days} ${hours % 24} h`;
}

/** Minutes later or earlier: `+12 min`, `−1 h 5 min`. */
export function signedMinutes(minutes: number): string {
  return `${minutes < 0 ? '−' : '+'}${minutesText(Math.abs(minutes))}`;
}

/** `+8`, `−3`. */
export function signedPoints(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points)}`;
}

/** Points as one calculation: `16 + 12 − 3`. */
export function sumWords(points: readonly number[]): string {
  return points
    .map((each, at) => {
      if (at === 0) return each < 0 ? `−${Math.abs(each)}` : String(each);
      return `${each < 0 ? '−' : '+'} ${Math.abs(each)}`;
    })
    .join(' ');
}
