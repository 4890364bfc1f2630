import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { WareFragment } from '../../gql/graphql';
import { Icon } from '../look/Icon';
import { Sheet } from '../look/pieces';
import { useFormats, useMine } from '../me';
import { useText } from '../words';
import { Picture } from './Picture';
import { type Redeeming, useRedemption } from './useRedemption';

interface Props {
  readonly item: WareFragment;
  readonly onClose: () => void;
  readonly onRedeemed: () => void;
}

/** One item, and the exchange of points for it. */
export function RedeemSheet({ item, onClose, onRedeemed }: Props) {
  const { t } = useText();
  const { number } = useFormats();
  const { balance = 0 } = useMine();
  const { state, redeem } = useRedemption(item.id, onRedeemed);
  const [quantity, setQuantity] = useState(1);
  const cost = item.price * quantity;
  const most = Math.max(1, Math.min(item.stock, Math.floor(balance / item.price), 99));
  const problem = item.stock === 0 ? t('mall.soldOut') : balance < item.price ? t('mall.short', { points: number(item.price - balance) }) : '';

  // An exchange whose answer was lost with the page is asked for again by the same name.
  useEffect(() => { if (state.at === 'asking') void redeem(quantity); }, []);

  if (state.at === 'done') {
    return <Done item={item} state={state} onClose={onClose} />;
  }

  return (
    <Sheet title={item.name} onClose={onClose}>
      <Picture item={item} />
      {item.description && <p className="ware-text">{item.description}</p>}
      <p className="ware-price large"><b>{number(item.price)}</b> {t('mall.points')}<span className="quiet">{t('mall.left', { count: number(item.stock) })}</span></p>
      {!problem && (
        <dl className="bill">
          <div>
            <dt>{t('mall.quantity')}</dt>
            <dd className="stepper">
              <button type="button" className="round" aria-label={t('mall.fewer')} disabled={quantity <= 1} onClick={() => setQuantity(quantity - 1)}><Icon name="minus" /></button>
              <output>{quantity}</output>
              <button type="button" className="round" aria-label={t('mall.another')} disabled={quantity >= most} onClick={() => setQuantity(quantity + 1)}><Icon name="plus" /></button>
            </dd>
          </div>
          <div><dt>{t('mall.cost')}</dt><dd>{number(cost)}</dd></div>
          <div><dt>{t('mall.after')}</dt><dd>{number(balance - cost)}</dd></div>
        </dl>
      )}
      <p className="problem" role="alert">{state.at === 'refused' ? <Refusal error={state.error} /> : problem}</p>
      {state.at === 'asking' && state.waiting && <p className="notice" role="status">{t('mall.waiting')}</p>}
      <div className="result-ways">
        <button type="button" className="button wide" disabled={problem !== '' || state.at === 'asking'} onClick={() => void redeem(quantity)}>
          {state.at === 'asking' ? t('mall.pending') : t('mall.confirm')}
        </button>
        <button type="button" className="button quiet-button wide" onClick={onClose}>{t('mall.cancel')}</button>
      </div>
    </Sheet>
  );
}

function Done({ item, state, onClose }: { item: WareFragment; state: Redeeming & { at: 'done' }; onClose: () => void }) {
  const { t } = useText();
  const { number } = useFormats();
  return (
    <Sheet title={item.name} onClose={onClose}>
      <div className="result good" role="status">
        <span className="result-mark"><Icon name="check" /></span>
        <p className="result-title">{t('mall.done')}</p>
        <p className="quiet">{t('mall.doneHint', { name: item.name, quantity: state.quantity, points: number(state.balance) })}</p>
      </div>
      <div className="result-ways">
        <Link className="button wide" to="/redemptions">{t('mall.seeMine')}</Link>
        <button type="button" className="button quiet-button wide" onClick={onClose}>{t('app.close')}</button>
      </div>
    </Sheet>
  );
}

function Refusal({ error }: { error: (Redeeming & { at: 'refused' })['error'] }) {
  const { t } = useText();
  const { number } = useFormats();
  if (!error) {
    return t('mall.failed');
  }
  switch (error.__typename) {
    case 'OutOfStockError':
      return error.left > 0 ? t('mall.OutOfStockError', { left: number(error.left) }) : t('mall.OutOfStockNone');
    case 'InsufficientPointsError':
      return t('mall.InsufficientPointsError', { points: number(error.price - error.balance) });
    default:
      return t(`mall.${error.__typename}`);
  }
}
