import { createClient, type Client as Socket } from 'graphql-ws';
import { cacheExchange, Client, type CombinedError, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import type { SessionStore } from './session';

/** The gateway as a page talks to it: queries and mutations over HTTP, subscriptions over one socket. */
export interface Gateway {
  readonly client: Client;
  readonly socket: Socket;
}

export function connect(session: SessionStore): Gateway {
  const socket = openSocket(session);
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ headers: headers(session) }),
    exchanges: [
      mapExchange({ onError: (error) => { if (isSignedOut(error)) session.expire(); } }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (operation) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ ...operation, query: operation.query ?? '' }, {
              ...sink,
              // Data of graphql-ws is wider than what the exchange declares.
              next: (result) => sink.next(result as Parameters<typeof sink.next>[0]),
            }),
          }),
        }),
      }),
    ],
  });
  return { client, socket };
}

/** The headers of a request that is not made by the client, such as a download. */
export function headers(session: SessionStore): Record<string, string> {
  const token = session.current?.token;
  // The preflight header lets the gateway tell an upload of this page from a form that another site has sent.
  return { 'GraphQL-Preflight': '1', ...(token ? { authorization: `Bearer ${token}` } : {}) };
}

function openSocket(session: SessionStore): Socket {
  const address = new URL('/graphql', location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  return createClient({
    url: address.href,
    connectionParams: () => ({ authorization: `Bearer ${session.current?.token ?? ''}` }),
    retryAttempts: Infinity,
    retryWait: (retries) => new Promise((resolve) => {
      const timer = setTimeout(go, Math.min(400 * 2 ** retries, 8_000));
      function go() {
        clearTimeout(timer);
        removeEventListener('online', go);
        resolve();
      }
      addEventListener('online', go);
    }),
    shouldRetry: () => session.current !== null,
    on: {
      closed: (event) => {
        const code = (event as { code?: number }).code;
        if (code === 4401 || code === 4403) session.expire();
      },
    },
  });
}

function isSignedOut(error: CombinedError): boolean {
  return (error.response as Response | undefined)?.status === 401
    || error.graphQLErrors.some(({ extensions }) =>
      extensions.code === 'AUTH_NOT_AUTHENTICATED' || extensions.code === 'AUTH_INVALID_TOKEN');
}

/** Whether an operation may have gone through although its answer never came. Asking again is the only way to know. */
export function isUnanswered(error: CombinedError | undefined): boolean {
  if (!error) return false;
  const status = (error.response as Response | undefined)?.status ?? 0;
  return (Boolean(error.networkError) && (status === 0 || status >= 500))
    || error.graphQLErrors.some(({ extensions }) => extensions.code === 'UNAVAILABLE');
}
