import type { OperationResult } from 'urql';
import { isUnanswered } from './client';

/** A name for one thing a person means to do. It is kept until that is answered, however often it is sent. */
export function newRequestId(): string {
  // randomUUID is missing on pages served without TLS, such as a test phone on the local network.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Sends until there is an answer: a lost one is asked for again under the same request id or natural key, so that it
 * happens once whatever the network does. Ends early, with the last error, when `signal` is aborted.
 */
export async function untilAnswered<Data, Variables extends object>(
  send: () => Promise<OperationResult<Data, Variables>>,
  onWaiting: () => void,
  signal?: AbortSignal,
): Promise<OperationResult<Data, Variables>> {
  for (let attempt = 0; ; attempt++) {
    const result = await send();
    if (!isUnanswered(result.error) || signal?.aborted) return result;
    onWaiting();
    await pause(Math.min(800 * 2 ** attempt, 10_000), signal);
    if (signal?.aborted) return result;
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    addEventListener('online', done);
    signal?.addEventListener('abort', done);
  });
}
