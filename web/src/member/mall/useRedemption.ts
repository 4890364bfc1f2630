import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { newRequestId, untilAnswered } from '../../gateway/intentions';
import { RedeemItemDocument, type RedeemItemMutation } from '../../gql/graphql';

type Payload = RedeemItemMutation['redeemMallItem'];

export type Redeeming =
  | { at: 'choosing' }
  | { at: 'asking'; waiting: boolean }
  | { at: 'done'; quantity: number; balance: number }
  | { at: 'refused'; error: NonNullable<Payload['errors']>[number] | undefined };

/**
 * One member's wish to exchange points for an item. Its request id is made with the first press and kept, on a reload
 * as well, until the gateway has answered: however often it is sent, it happens once.
 */
export function useRedemption(itemId: string, onRedeemed: () => void) {
  const client = useClient();
  const [state, setState] = useState<Redeeming>(() => (kept(itemId) ? { at: 'asking', waiting: true } : { at: 'choosing' }));
  const busy = useRef(false);

  async function redeem(quantity: number) {
    if (busy.current) return;
    busy.current = true;
    const wish = kept(itemId) ?? keep(itemId, { quantity, requestId: newRequestId() });
    setState({ at: 'asking', waiting: false });
    const { data } = await untilAnswered(
      () => client.mutation(RedeemItemDocument, { itemId, ...wish }).toPromise(),
      () => setState({ at: 'asking', waiting: true }),
    );
    sessionStorage.removeItem(key(itemId));
    busy.current = false;
    const payload = data?.redeemMallItem;
    if (payload?.redemption) {
      setState({ at: 'done', quantity: payload.redemption.quantity, balance: payload.balance ?? 0 });
    } else {
      setState({ at: 'refused', error: payload?.errors?.[0] });
    }
    onRedeemed();
  }

  return { state, redeem, choose: () => setState({ at: 'choosing' }) };
}

interface Wish {
  readonly quantity: number;
  readonly requestId: string;
}

const key = (itemId: string) => `loyalty.redemption.${itemId}`;

function kept(itemId: string): Wish | null {
  return JSON.parse(sessionStorage.getItem(key(itemId)) ?? 'null') as Wish | null;
}

function keep(itemId: string, wish: Wish): Wish {
  sessionStorage.setItem(key(itemId), JSON.stringify(wish));
  return wish;
}
