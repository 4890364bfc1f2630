import { Card, Empty, Statistic } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { BatchesDocument } from '../../gql/graphql';
import { pages } from '../Frame';
import { Chart } from '../look/Chart';
import { Failed, PageHead } from '../look/pieces';
import { useFormats, useProgram } from '../program';
import { useText } from '../words';

const shownBatches = 12;

/** How the codes are doing, and the ways to everything else. */
export default function Overview() {
  const { t } = useText();
  const { number, percent } = useFormats();
  const program = useProgram();
  const [{ data, error, fetching }, reload] = useQuery({ query: BatchesDocument, variables: { first: 100 }, requestPolicy: 'cache-and-network' });
  const batches = data?.codeBatches?.nodes;
  const codes = batches?.reduce((sum, batch) => sum + batch.codes, 0) ?? 0;
  const claimed = batches?.reduce((sum, batch) => sum + batch.claimed, 0) ?? 0;
  const latest = useMemo(() => (batches ?? []).slice(0, shownBatches).reverse(), [batches]);
  const names = useMemo(() => latest.map((batch) => batch.name), [latest]);
  const series = useMemo(
    () => [{ name: t('overview.rate'), values: latest.map((batch) => (batch.codes ? batch.claimed / batch.codes : 0)) }],
    [latest, t],
  );
  if (error && !data) {
    return <Failed retry={() => reload({ requestPolicy: 'network-only' })} />;
  }

  const loading = fetching && !data;
  return (
    <div className="stack">
      <PageHead title={t('nav.overview')} />
      <nav className="tiles" aria-label={t('overview.enter')}>
        {pages.filter((page) => page.name !== 'overview').map(({ path, name, icon }) => (
          <Link key={path} to={path} className="tile">
            <span className="tile-icon">{icon}</span>
            <span><strong>{t(`nav.${name}`)}</strong><small>{t(`overview.${name as 'batches'}Hint`)}</small></span>
          </Link>
        ))}
      </nav>
      <div className="figures">
        <Card><Statistic title={t('overview.codes')} value={number(codes)} loading={loading} /></Card>
        <Card><Statistic title={t('overview.claimed')} value={number(claimed)} loading={loading} /></Card>
        <Card><Statistic title={t('overview.rate')} value={percent(codes ? claimed / codes : 0)} loading={loading} /></Card>
        <Card><Statistic title={t('overview.perCode')} value={number(program?.pointsPerCode ?? 0)} loading={!program} /></Card>
      </div>
      <Card title={t('overview.byBatch')} extra={t('overview.recent', { count: latest.length })}>
        {latest.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('batches.none')} /> : <Chart label={t('overview.byBatch')} kind="bar" names={names} series={series} show={percent} />}
      </Card>
    </div>
  );
}
