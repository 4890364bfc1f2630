import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { MyRedemptionsDocument } from '../../gql/graphql';
import { Icon } from '../look/Icon';
import { Empty, Failed } from '../look/pieces';
import { useFormats } from '../me';
import { useText } from '../words';
import { Picture } from './Picture';

/** What the member has exchanged points for, newest first. */
export default function Redemptions() {
  const { t } = useText();
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <>
      <div className="title-row start">
        <Link className="round" to="/mine" aria-label={t('app.back')}><Icon name="back" /></Link>
        <h1 className="title">{t('mine.redemptions')}</h1>
      </div>
      <section className="card">
        {pages.map((after, index) => (
          <Page key={after} after={after} onMore={index === pages.length - 1 ? (cursor) => setPages([...pages, cursor]) : undefined} />
        ))}
      </section>
    </>
  );
}

function Page({ after, onMore }: { after: string | null; onMore: ((cursor: string) => void) | undefined }) {
  const { t } = useText();
  const { signed, moment } = useFormats();
  const [{ data, error }, reload] = useQuery({ query: MyRedemptionsDocument, variables: { after }, requestPolicy: 'cache-and-network' });
  const page = data?.redemptions;
  if (error && !data) {
    return <Failed retry={() => reload({ requestPolicy: 'network-only' })} />;
  }
  if (!page?.nodes) {
    return <div className="rows">{[0, 1, 2].map((row) => <div key={row} className="row"><span className="bone row-bone" /></div>)}</div>;
  }
  if (page.nodes.length === 0 && after === null) {
    return <Empty title={t('redemptions.none')} hint={t('redemptions.noneHint')} action={<Link className="button" to="/mall">{t('redemptions.toMall')}</Link>} />;
  }

  return (
    <>
      <ul className="rows">
        {page.nodes.map((redemption) => (
          <li key={redemption.id} className="row">
            <Picture item={redemption.item} />
            <div className="row-text">
              <p>{redemption.item.name} × {redemption.quantity}</p>
              <p className="quiet">{moment(redemption.redeemedAt)}</p>
            </div>
            <div className="row-points">
              <p className="loss">{signed(-redemption.points)}</p>
              <p className="quiet">{t(`redemptions.${redemption.status}`)}</p>
            </div>
          </li>
        ))}
      </ul>
      {page.pageInfo.hasNextPage && onMore && (
        <button type="button" className="button quiet-button wide" onClick={() => onMore(page.pageInfo.endCursor!)}>{t('app.more')}</button>
      )}
    </>
  );
}
