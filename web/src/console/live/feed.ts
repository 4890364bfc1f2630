import { stringifyDocument } from 'urql';
import { BacklogDocument, FeedDocument, type FeedSubscription } from '../../gql/graphql';
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
  /** Whether the events before this page was opened are there. */
  readonly loaded: boolean;
  /** Events of each stretch, by the stretch's number since 1970. */
  readonly rate: ReadonlyMap<number, number>;
}

/** How long a stretch of the rate is, in milliseconds. */
export const stretch = 5_000;

const mostEvents = 200;
const mostStretches = 60;

let wall: Wall = { connected: false, loaded: false, events: [], claims: 0, redemptions: 0, given: 0, spent: 0, rate: new Map() };
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
  let unfollow: (() => void) | undefined;
  let left = false;
  void backlog().then(() => { if (!left) unfollow = subscribe(); });
  return () => {
    left = true;
    unfollow?.();
  };
}

/** What happened last, so that the wall is not empty on a quiet day; the feed goes on behind it. */
async function backlog(): Promise<void> {
  if (cursor) return;
  const { data } = await gateway.client.query(BacklogDocument, {}, { requestPolicy: 'network-only' });
  const before = data?.redemptionBacklog;
  if (before) {
    cursor = before.cursor;
    change({ events: [...before.events].reverse(), rate: before.events.reduce(withRate, wall.rate) });
  }
  change({ loaded: true });
}

function subscribe(): () => void {
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

/** When it happened. */
export const momentOf = (event: FeedEvent): string => (event.__typename === 'CodeClaimed' ? event.claim.claimedAt : event.redemption.redeemedAt);

function withRate(known: ReadonlyMap<number, number>, event: FeedEvent): ReadonlyMap<number, number> {
  const oldest = Math.floor(Date.now() / stretch) - mostStretches;
  const rate = new Map([...known].filter(([number]) => number > oldest));
  const number = Math.floor(Date.parse(momentOf(event)) / stretch);
  if (number > oldest) rate.set(number, (rate.get(number) ?? 0) + 1);
  return rate;
}

function withEvent(event: FeedEvent): Partial<Wall> {
  const rate = withRate(wall.rate, event);
  const events = [event, ...wall.events].slice(0, mostEvents);
  return event.__typename === 'CodeClaimed'
    ? { connected: true, events, rate, claims: wall.claims + 1, given: wall.given + event.claim.points }
    : { connected: true, events, rate, redemptions: wall.redemptions + 1, spent: wall.spent + event.redemption.points };
}

function change(parts: Partial<Wall>): void {
  wall = { ...wall, ...parts };
  for (const watcher of watchers) watcher();
}
