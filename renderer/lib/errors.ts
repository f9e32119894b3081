import { ORPCError } from '@orpc/client';
import { formatDateTime } from './format.ts';

let homeZone = 'UTC';

/** Home zone of the open workspace: the zone in which a refusal names its times. */
export function setHomeZone(zone: string): void {
  homeZone = zone;
}

/** The link broke while a call was under way: a read is asked again, of a write nobody knows whether it arrived. */
export class ConnectionLost extends Error {
  constructor() {
    super(
      'The connection to Slipway broke before the answer came. Look whether the entry is there before sending it again.',
    );
    this.name = 'ConnectionLost';
  }
}

/** The sentence a person reads for any failure of a call: the declared reason where there is one, its times in the home zone. */
export function errorSentence(error: unknown): string {
  if (error instanceof ORPCError) {
    const reason = reasonOf(error.data);
    if (reason)
      return reason.replace(/\{(\d{9,16})\}/g, (_, at: string) => formatDateTime(Number(at), homeZone));
    if (error.code === 'BAD_REQUEST')
      return `The input was not accepted: ${issueOf(error.data) ?? error.message}`;
    if (error.code === 'INTERNAL_SERVER_ERROR')
      return 'Slipway could not do this because of a fault of its own.';
    return error.message;
  }
  return error instanceof Error && error.message ? error.message : 'Something failed without saying why.';
}

/** Code of a declared error such as `REFUSED`, or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof ORPCError ? error.code : null;
}

/** Technical text that can be copied into a report. */
export function errorDetail(error: unknown): string {
  if (error instanceof ORPCError)
    return [`${error.code} ${error.status}`, error.message, JSON.stringify(error.data, null, 2), error.stack]
      .filter(Boolean)
      .join('\n');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function reasonOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('reason' in data)) return null;
  return typeof data.reason === 'string' && data.reason !== '' ? data.reason : null;
}

/** First message of a list of zod issues, with the field it belongs to. */
function issueOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues))
    return null;
  const first: unknown = data.issues[0];
  if (typeof first !== 'object' || first === null || !('message' in first)) return null;
  const path = 'path' in first && Array.isArray(first.path) ? first.path.join('.') : '';
  return path ? `${path}: ${String(first.message)}` : String(first.message);
}
