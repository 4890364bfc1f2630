import { useSyncExternalStore } from 'react';

/** Who is signed in on this page, for as long as the tab is open. */
export interface Session {
  readonly token: string;
  readonly subject: string;
  readonly phone: string;
  readonly expiresAt: number;
}

/** Keeps one page's session in memory and, so that a reload does not sign out, in the tab's own storage. */
export class SessionStore {
  private session: Session | null;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether the last session ended by itself, so that the sign-in page can say why it is shown. */
  expired = false;

  constructor(
    private readonly key: string,
    private readonly role: string,
  ) {
    this.session = this.read(sessionStorage.getItem(key) ?? '');
    this.watch();
  }

  get current(): Session | null {
    return this.session;
  }

  /** Takes a token; false when it is not of this page's role or is past its time. */
  signIn(token: string): boolean {
    const session = this.read(token);
    if (!session) return false;
    sessionStorage.setItem(this.key, token);
    this.expired = false;
    this.change(session);
    return true;
  }

  signOut(): void {
    sessionStorage.removeItem(this.key);
    this.expired = false;
    this.change(null);
  }

  /** The gateway takes the token no more. */
  expire(): void {
    if (!this.session) return;
    sessionStorage.removeItem(this.key);
    this.expired = true;
    this.change(null);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private change(session: Session | null): void {
    this.session = session;
    this.watch();
    for (const listener of this.listeners) listener();
  }

  private watch(): void {
    clearTimeout(this.timer);
    if (!this.session) return;
    // A timer holds 24.8 days at most; a token that lives longer is looked at again on the next load.
    const left = Math.min(this.session.expiresAt - Date.now(), 2 ** 31 - 1);
    this.timer = setTimeout(() => this.expire(), left);
  }

  private read(token: string): Session | null {
    const claims = claimsOf(token);
    if (!claims || claims.role !== this.role || claims.exp * 1000 <= Date.now()) return null;
    return { token, subject: claims.sub, phone: claims.phone_number ?? '', expiresAt: claims.exp * 1000 };
  }
}

/** The session as React state. */
export function useSession(store: SessionStore): Session | null {
  return useSyncExternalStore(store.subscribe, () => store.current);
}

interface Claims {
  sub: string;
  role: string;
  exp: number;
  phone_number?: string;
}

// Only to show who is signed in; the gateway alone decides what a token is worth.
function claimsOf(token: string): Claims | null {
  try {
    const body = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    return null;
  }
}
