import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useQuery, useSubscription } from 'urql';
import { MeDocument, type MeQuery, MyAccountDocument } from '../gql/graphql';
import { formats } from '../words/formats';
import { useText } from './words';

interface Mine {
  readonly data: MeQuery | undefined;
  readonly failed: boolean;
  readonly balance: number | undefined;
  readonly reload: () => void;
}

const MineContext = createContext<Mine>({ data: undefined, failed: false, balance: undefined, reload: () => {} });

/** Loads who is signed in once for all screens, and follows the balance as points move anywhere. */
export function Mine({ children }: { children: ReactNode }) {
  const [{ data, error }, execute] = useQuery({ query: MeDocument, requestPolicy: 'cache-and-network' });
  const [account] = useSubscription({ query: MyAccountDocument });
  const balance = account.data?.accountChanged.balance ?? data?.me?.balance;
  // A balance that moved means that there is a posting more than the ones shown.
  useEffect(() => {
    if (data?.me && balance !== data.me.balance) execute({ requestPolicy: 'network-only' });
  }, [balance]);
  const value = useMemo<Mine>(
    () => ({ data, failed: Boolean(error) && !data, balance, reload: () => execute({ requestPolicy: 'network-only' }) }),
    [data, error, balance, execute],
  );
  return <MineContext value={value}>{children}</MineContext>;
}

export const useMine = () => useContext(MineContext);

/** Numbers and moments as this member reads them. */
export function useFormats() {
  const { language } = useText();
  const timeZone = useMine().data?.program.timeZone ?? 'Asia/Shanghai';
  return useMemo(() => ({ ...formats(language, timeZone), timeZone }), [language, timeZone]);
}
