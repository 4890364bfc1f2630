import { stringifyDocument } from 'urql';
import { FeedDocument, type FeedSubscription } from '../../gql/graphql';
import { gateway } from '../gateway';

export type FeedEvent = FeedSubscription['redemptionFeed'];

/** What the wall shows: the newest events first, and how many came in each stretch of time. */
export interface Wall {
  readonly connected: boolean;
  readonly events: readonly FeedEvent[];
  readonly claims: number;
  readonly redemptions: number;
  readonly given: number;
  readonly spent: number;
  /** Events of each stretch, by the stretch's number since 1970. */
  readonly rate: ReadonlyMap<number, number>;
}

/** How long a stretch of the rate is, in milliseconds. */
export const stretch = 5_000;

const mostEvents = 200;
const mostStretches = 60;

let wall: Wall = { connected: false, events: [], claims: 0, redemptions: 0, given: 0, spent: 0, rate: new Map() };
let stop: (() => void) | undefined;
let cursor: string | undefined;
const watchers = new Set<() => void>();

/** Follows the feed while somebody watches; later watchers resume where the last ones left, so nothing is missed. */
export function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  stop ??= follow();
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      stop?.();
      stop = undefined;
    }
  };
}

export const current = (): Wall => wall;

function follow(): () => void {
  // After a lost connection the socket sends this same object again, by then with the newest cursor.
  const variables: { after?: string } = { after: cursor };
  const off = [
    gateway.socket.on('connected', () => change({ connected: true })),
    gateway.socket.on('closed', () => change({ connected: false })),
  ];
  const unsubscribe = gateway.socket.subscribe<FeedSubscription>({ query: stringifyDocument(FeedDocument), variables }, {
    next: ({ data }) => {
      if (!data) return;
      cursor = variables.after = data.redemptionFeed.cursor;
      change(withEvent(data.redemptionFeed));
    },
    error: () => change({ connected: false }),
    complete: () => change({ connected: false }),
  });
  return () => {
    unsubscribe();
    for (const forget of off) forget();
  };
}

function withEvent(event: FeedEvent): Partial<Wall> {
  const now = Math.floor(Date.now() / stretch);
  const rate = new Map([...wall.rate].filter(([number]) => number > now - mostStretches));
  rate.set(now, (rate.get(now) ?? 0) + 1);
  const events = [event, ...wall.events].slice(0, mostEvents);
  return event.__typename === 'CodeClaimed'
    ? { connected: true, events, rate, claims: wall.claims + 1, given: wall.given + event.claim.points }
    : { connected: true, events, rate, redemptions: wall.redemptions + 1, spent: wall.spent + event.redemption.points };
}

function change(parts: Partial<Wall>): void {
  wall = { ...wall, ...parts };
  for (const watcher of watchers) watcher();
}
