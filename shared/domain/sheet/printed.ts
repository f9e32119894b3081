import { clockOf } from '../pack/dates.ts';
import { shortHash } from '../pack/words.ts';
import type { SheetBody, SheetModel } from './model.ts';

/** A sheet with its hash and the moment it is printed (ms UTC); `sha256` is that of its canonical JSON. */
export function printedSheet(body: SheetBody, sha256: string, printedAt: number): SheetModel {
  return {
    ...body,
    printedAt,
    // The PDF marks its date as UTC.
    date: clockOf('UTC').parts(printedAt),
    hash: shortHash(sha256, 2),
  };
}
