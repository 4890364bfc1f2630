import { Link } from 'react-router';
import { useQuery } from 'urql';
import { MallDocument } from '../gql/graphql';
import { Counting } from './look/Counting';
import { Icon } from './look/Icon';
import { Empty, Failed } from './look/pieces';
import { Picture } from './mall/Picture';
import { useFormats, useMine } from './me';
import { type Account, lapsesOf } from './points/Ahead';
import { PostingRows } from './points/PostingRows';
import { useText } from './words';

/** The personal centre: what there is to spend, and the way to more. */
export function Home() {
  const { t } = useText();
  const { number } = useFormats();
  const { data, failed, balance, reload } = useMine();
  const account = data?.me?.account;
  const name = data?.me?.name ?? data?.me?.phone;
  if (failed) {
    return <Failed retry={reload} />;
  }

  return (
    <>
      <header className="home-top">
        <p>{name ? t('home.hello', { name }) : ' '}</p>
        <Link className="pill" to="/code"><Icon name="scan" />{t('mine.code')}</Link>
      </header>
      <section className="card balance" aria-label={t('home.balance')}>
        <p className="balance-label">{t('home.balance')}</p>
        <p className="balance-points" data-testid="balance">
          {balance === undefined ? <span className="bone" /> : <Counting value={balance} show={number} />}
        </p>
        <Link className="button balance-scan" to="/scan"><Icon name="scan" />{t('home.scan')}</Link>
        <p className="balance-hint">{data ? t('home.perCode', { points: number(data.program.pointsPerCode) }) : ' '}</p>
        {account && <Soon account={account} />}
      </section>
      <Rewards />
      <section className="card">
        <div className="card-head">
          <h2>{t('home.recent')}</h2>
          <Link to="/points">{t('home.all')}<Icon name="next" /></Link>
        </div>
        {data?.me?.postings?.nodes?.length === 0
          ? <Empty title={t('home.none')} hint={t('home.noneHint')} />
          : <PostingRows rows={data?.me?.postings?.nodes ?? undefined} bones={4} />}
      </section>
    </>
  );
}

/** What will change the balance by itself, in one line each: it leads to the rest of it. */
function Soon({ account }: { account: Account }) {
  const { t } = useText();
  const { number, date } = useFormats();
  const [next] = lapsesOf(account);
  if (!next && !account.pending && !account.isFrozen) return null;
  return (
    <Link to="/points" className="balance-soon">
      {account.isFrozen && <span>{t('ahead.isFrozen')}</span>}
      {account.pending > 0 && <span>{t('ahead.onTheWay', { points: number(account.pending) })}</span>}
      {next && <span>{t('ahead.next', { points: number(next[1]), day: date(next[0]) })}</span>}
    </Link>
  );
}

function Rewards() {
  const { t } = useText();
  const { number } = useFormats();
  const [{ data }] = useQuery({ query: MallDocument });
  const items = data?.mallItems?.nodes?.filter((item) => item.stock > 0).slice(0, 6);
  if (items?.length === 0) {
    return null;
  }

  return (
    <section className="rewards" aria-label={t('home.rewards')}>
      <div className="card-head">
        <h2>{t('home.rewards')}</h2>
        <Link to="/mall">{t('home.all')}<Icon name="next" /></Link>
      </div>
      <ul>
        {(items ?? [null, null, null]).map((item, index) => (
          <li key={item?.id ?? index}>
            {item
              ? (
                <Link to={`/mall?item=${item.id}`}>
                  <Picture item={item} />
                  <strong>{item.name}</strong>
                  <span>{number(item.price)} {t('mall.points')}</span>
                </Link>
              )
              : <span className="bone rewards-bone" />}
          </li>
        ))}
      </ul>
    </section>
  );
}
