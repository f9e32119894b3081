const longestMessage = 32 * 1024 * 1024;
const requestType = 1;
const eventType = 3;
const abortType = 4;

/**
 * Whether a message on a port has the form of an oRPC message. The adapter decodes without catching, so a malformed
 * message would end as an unhandled rejection of the whole process instead of a failed call; it is dropped before.
 * Only text counts: no route takes a file.
 */
export function isWireMessage(data: unknown): data is string {
  if (typeof data !== 'string' || data.length > longestMessage) return false;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return false;
  }
  if (!isRecord(message) || typeof message.i !== 'string') return false;
  switch (message.t ?? requestType) {
    case requestType:
      return isRequest(message.p);
    case eventType:
      return isRecord(message.p) && ['message', 'error', 'done'].includes(String(message.p.e));
    case abortType:
      return true;
    default:
      return false;
  }
}

function isRequest(payload: unknown): boolean {
  if (!isRecord(payload) || typeof payload.u !== 'string' || !payload.u.startsWith('/')) return false;
  if (!URL.canParse(`http://orpc${payload.u}`)) return false;
  if (payload.m !== undefined && typeof payload.m !== 'string') return false;
  const { h: headers } = payload;
  if (headers === undefined) return true;
  if (!isRecord(headers)) return false;
  // Bodies that are files or forms are not read.
  const named = Object.keys(headers).map((name) => name.toLowerCase());
  if (named.includes('content-disposition')) return false;
  return Object.entries(headers).every(
    ([name, value]) =>
      typeof value === 'string' && (name !== 'content-type' || value === 'text/event-stream'),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
