import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useClient } from 'urql';
import { type PostingRowFragment, PostingsDocument } from '../../gql/graphql';
import { shiftDate, startOfDay, today } from '../../words/formats';
import { Empty, Failed } from '../look/pieces';
import { useFormats, useMine } from '../me';
import { useText } from '../words';
import { Ahead } from './Ahead';
import { PostingRows } from './PostingRows';
import { Send } from './Send';

const ranges = ['month', 'quarter', 'own'] as const;
type Range = (typeof ranges)[number];

/** How points came and went, in a time that the reader chooses. The choice lives in the address. */
export default function Points() {
  const { t } = useText();
  const { timeZone } = useFormats();
  const { data } = useMine();
  const [sending, setSending] = useState(false);
  const [search, setSearch] = useSearchParams();
  const now = today(timeZone);
  const range: Range = ranges.find((name) => name === search.get('range')) ?? 'month';
  const from = range === 'own' ? search.get('from') ?? shiftDate(now, -1) : shiftDate(now, range === 'month' ? -1 : -3);
  const to = range === 'own' ? search.get('to') ?? now : now;
  const choose = (next: Record<string, string>) => setSearch({ range, ...next }, { replace: true });

  return (
    <>
      <div className="title-row">
        <h1 className="title">{t('points.title')}</h1>
        {data?.program.transfers.allowed && <button type="button" className="pill" onClick={() => setSending(true)}>{t('send.title')}</button>}
      </div>
      {data?.me?.account && <Ahead account={data.me.account} />}
      {sending && <Send onClose={() => setSending(false)} />}
      <div className="segments" role="group" aria-label={t('points.range')}>
        {ranges.map((name) => (
          <button key={name} type="button" aria-pressed={range === name} onClick={() => choose({ range: name, ...(name === 'own' ? { from, to } : {}) })}>
            {t(`points.${name}`)}
          </button>
        ))}
      </div>
      {range === 'own' && (
        <div className="dates">
          <label className="field"><span>{t('points.from')}</span>
            <input type="date" value={from} max={now} onChange={(event) => event.target.value && choose({ from: event.target.value, to })} />
          </label>
          <label className="field"><span>{t('points.to')}</span>
            <input type="date" value={to} max={now} onChange={(event) => event.target.value && choose({ from, to: event.target.value })} />
          </label>
        </div>
      )}
      <section className="card">
        {to < from
          ? <Empty title={t('points.backwards')} />
          : <List key={`${from} ${to}`} from={startOfDay(from, timeZone)} to={startOfDay(shiftDate(to, 0, 1), timeZone)} />}
      </section>
    </>
  );
}

function List({ from, to }: { from: string; to: string }) {
  const { t } = useText();
  const client = useClient();
  const { balance } = useMine();
  const [rows, setRows] = useState<PostingRowFragment[]>();
  const [cursor, setCursor] = useState<string | null>();
  const [failed, setFailed] = useState(false);

  async function load(after: string | null) {
    setFailed(false);
    const { data } = await client.query(PostingsDocument, { from, to, after }, { requestPolicy: 'network-only' });
    const page = data?.me?.postings;
    if (!page) {
      setFailed(true);
      return;
    }
    setRows((before) => [...(after ? before ?? [] : []), ...(page.nodes ?? [])]);
    setCursor(page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null);
  }

  // A balance that moved means that there is a posting more.
  useEffect(() => { void load(null); }, [balance]);

  if (failed) {
    return <Failed retry={() => void load(cursor ?? null)} />;
  }
  if (rows?.length === 0) {
    return <Empty title={t('points.none')} />;
  }
  return (
    <>
      <PostingRows rows={rows} bones={8} />
      {cursor && <button type="button" className="button quiet-button wide" onClick={() => void load(cursor)}>{t('app.more')}</button>}
      {cursor === null && <p className="end quiet">{t('points.end')}</p>}
    </>
  );
}
