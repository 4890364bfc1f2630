import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { MallDocument, type WareFragment } from '../../gql/graphql';
import { Empty, Failed } from '../look/pieces';
import { useFormats, useMine } from '../me';
import { useText } from '../words';
import { Picture } from './Picture';
import { RedeemSheet } from './RedeemSheet';

/** What points can be exchanged for. The item that is open lives in the address. */
export default function Mall() {
  const { t } = useText();
  const { number } = useFormats();
  const { balance } = useMine();
  const [pages, setPages] = useState<(string | null)[]>([null]);
  const [search, setSearch] = useSearchParams();
  const open = search.get('item');

  return (
    <>
      <div className="title-row">
        <h1 className="title">{t('mall.title')}</h1>
        <p className="pill">{balance === undefined ? <span className="bone" /> : t('mall.balance', { points: number(balance) })}</p>
      </div>
      {pages.map((after, index) => (
        <Wares
          key={after}
          after={after}
          open={open}
          onOpen={(id) => setSearch({ item: id })}
          onClose={() => setSearch({}, { replace: true })}
          onMore={index === pages.length - 1 ? (cursor) => setPages([...pages, cursor]) : undefined}
        />
      ))}
    </>
  );
}

interface WaresProps {
  readonly after: string | null;
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
  readonly onMore: ((cursor: string) => void) | undefined;
}

function Wares({ after, open, onOpen, onClose, onMore }: WaresProps) {
  const { t } = useText();
  const [{ data, error }, reload] = useQuery({ query: MallDocument, variables: { after }, requestPolicy: 'cache-and-network' });
  const page = data?.mallItems;
  // An item that goes off sale while it is open stays there to be told so.
  const last = useRef<WareFragment>(undefined);
  const opened = page?.nodes?.find((item) => item.id === open) ?? (last.current?.id === open ? last.current : undefined);
  last.current = opened;
  if (error && !data) {
    return <Failed retry={() => reload({ requestPolicy: 'network-only' })} />;
  }
  if (page?.nodes?.length === 0) {
    return after === null ? <Empty title={t('mall.none')} hint={t('mall.noneHint')} /> : null;
  }

  return (
    <>
      <ul className="wares">
        {page?.nodes
          ? page.nodes.map((item) => <li key={item.id}><Ware item={item} onOpen={() => onOpen(item.id)} /></li>)
          : Array.from({ length: 4 }, (_, index) => <li key={index}><span className="bone ware-bone" /></li>)}
      </ul>
      {page?.pageInfo.hasNextPage && onMore && (
        <button type="button" className="button quiet-button wide" onClick={() => onMore(page.pageInfo.endCursor!)}>{t('app.more')}</button>
      )}
      {opened && <RedeemSheet item={opened} onClose={onClose} onRedeemed={() => reload({ requestPolicy: 'network-only' })} />}
    </>
  );
}

function Ware({ item, onOpen }: { item: WareFragment; onOpen: () => void }) {
  const { t } = useText();
  const { number } = useFormats();
  const { balance = 0 } = useMine();
  const missing = item.price - balance;
  const soldOut = item.stock === 0;
  return (
    <button type="button" className="ware" onClick={onOpen} data-sold-out={soldOut}>
      <Picture item={item} />
      <span className="ware-name">{item.name}</span>
      <span className="ware-price"><b>{number(item.price)}</b> {t('mall.points')}</span>
      <span className={soldOut || missing > 0 ? 'ware-note short' : 'ware-note'}>
        {soldOut ? t('mall.soldOut') : missing > 0 ? t('mall.short', { points: number(missing) }) : t('mall.left', { count: number(item.stock) })}
      </span>
    </button>
  );
}
