import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { untilAnswered } from '../../gateway/intentions';
import { ClaimCodeDocument, type ClaimCodeMutation } from '../../gql/graphql';
import { session } from '../gateway';
import { toast } from '../look/pieces';
import { useFormats } from '../me';
import { useText } from '../words';

type Payload = ClaimCodeMutation['claimProductCode'];

/** How a claim ended: the gateway's answer, or that it refuses to answer at all. */
export type ClaimAnswer = Payload | 'failed';

/** Whoever waits for a claim on the screen; when they have left, its end is said in passing. */
export interface Watcher {
  readonly onWaiting: () => void;
  readonly isWatching: () => boolean;
}

interface Claims {
  readonly claim: (code: string, watcher: Watcher) => Promise<ClaimAnswer>;
  readonly waiting: number;
}

const Context = createContext<Claims>(null!);

/** Claims codes, and keeps those whose answer was lost until it comes: over screens, and over a reload. */
export function PendingClaims({ children }: { children: ReactNode }) {
  const client = useClient();
  const { t } = useText();
  const { number } = useFormats();
  const [waiting, setWaiting] = useState(0);
  const kept = useRef(new Kept(`loyalty.claims.${session.current!.subject}`));
  const ended = useRef(new AbortController());
  const tell = useRef<(answer: ClaimAnswer) => void>(() => {});
  tell.current = (answer) => {
    if (answer === 'failed') return;
    if (answer.claim) toast(t('claim.arrived', { points: number(answer.claim.points) }));
    else if (answer.errors?.[0]) toast(t('claim.refused', { reason: t(`claim.${answer.errors[0].__typename}`) }));
  };

  const claim = useCallback(async (code: string, watcher: Watcher): Promise<ClaimAnswer> => {
    kept.current.add(code);
    let waited = false;
    const { data } = await untilAnswered(
      () => client.mutation(ClaimCodeDocument, { code }).toPromise(),
      () => {
        if (!waited) setWaiting((count) => count + 1);
        waited = true;
        watcher.onWaiting();
      },
      ended.current.signal,
    );
    if (waited) setWaiting((count) => count - 1);
    if (ended.current.signal.aborted) return 'failed'; // Still kept, for when this member is back.
    kept.current.remove(code);
    const answer = data?.claimProductCode ?? 'failed';
    if (!watcher.isWatching()) tell.current(answer);
    return answer;
  }, [client]);

  useEffect(() => {
    ended.current = new AbortController();
    const controller = ended.current;
    for (const code of kept.current.all()) void claim(code, { onWaiting: () => {}, isWatching: () => false });
    return () => controller.abort();
  }, [claim]);

  const value = useMemo(() => ({ claim, waiting }), [claim, waiting]);
  return (
    <Context value={value}>
      {waiting > 0 && <p className="offline" role="status">{t('claim.kept', { count: waiting })}</p>}
      {children}
    </Context>
  );
}

export const useClaims = () => useContext(Context);

/** The code that the page's own address holds: `?code=…`, `?c=…` or `/c/…`. */
export function codeOfAddress(search: string, pathname = ''): string {
  const parameters = new URLSearchParams(search.replaceAll('+', '%2B'));
  return parameters.get('code') ?? parameters.get('c') ?? decodeURIComponent(/^\/c\/([^/]+)\/?$/.exec(pathname)?.[1] ?? '');
}

class Kept {
  constructor(private readonly key: string) {}

  all(): string[] {
    return JSON.parse(sessionStorage.getItem(this.key) ?? '[]') as string[];
  }

  add(code: string): void {
    this.keep([...new Set([...this.all(), code])]);
  }

  remove(code: string): void {
    this.keep(this.all().filter((other) => other !== code));
  }

  private keep(codes: string[]): void {
    sessionStorage.setItem(this.key, JSON.stringify(codes));
  }
}
