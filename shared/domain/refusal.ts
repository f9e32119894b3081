/** A rule said no, or the thing is not there; `reason` is a sentence for the screen. Becomes the contract's declared error. */
export class Refusal extends Error {
  readonly code: 'REFUSED' | 'NOT_FOUND';

  constructor(code: 'REFUSED' | 'NOT_FOUND', reason: string) {
    super(reason);
    this.code = code;
  }
}

/** A refusal in words: `reason` is a whole sentence for the screen. */
export function refused(reason: string): Refusal {
  return new Refusal('REFUSED', reason);
}

/** For a thing that was asked for by id or reference and is not there. */
export function notFound(what: string): Refusal {
  return new Refusal('NOT_FOUND', `${what} is not in this workspace. It may have been removed.`);
}
