import { Card, Empty, Segmented, Skeleton, Statistic } from 'antd';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { OverviewDocument, type OverviewQuery } from '../../gql/graphql';
import { shiftDate, today } from '../../words/formats';
import { pages } from '../Frame';
import { Chart } from '../look/Chart';
import { Failed, PageHead } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';

type Figures = OverviewQuery['overview'];
type Batches = NonNullable<NonNullable<OverviewQuery['codeBatches']>['nodes']>;

const stretches = [7, 30, 90];

/** How the program does, and the ways to everything else. */
export default function Overview() {
  const { t } = useText();
  const { timeZone } = useFormats();
  const [search, setSearch] = useSearchParams();
  const count = stretches.find((days) => String(days) === search.get('days')) ?? 30;
  const to = today(timeZone);
  const [{ data, error }, reload] = useQuery({
    query: OverviewDocument,
    variables: { from: shiftDate(to, 0, 1 - count), to },
    requestPolicy: 'cache-and-network',
  });

  return (
    <div className="stack">
      <PageHead title={t('nav.overview')}>
        <Segmented
          aria-label={t('overview.range')}
          value={count}
          onChange={(days) => setSearch({ days: String(days) }, { replace: true })}
          options={stretches.map((days) => ({ value: days, label: t('overview.days', { count: days }) }))}
        />
      </PageHead>
      <nav className="tiles" aria-label={t('overview.enter')}>
        {pages.filter((page) => page.name !== 'overview').map(({ path, name, icon }) => (
          <Link key={path} to={path} className="tile">
            <span className="tile-icon">{icon}</span>
            <span><strong>{t(`nav.${name}`)}</strong><small>{t(`overview.${name as 'batches'}Hint`)}</small></span>
          </Link>
        ))}
      </nav>
      {error && !data
        ? <Failed retry={() => reload({ requestPolicy: 'network-only' })} />
        : <Board figures={data?.overview} batches={data?.codeBatches?.nodes ?? undefined} />}
    </div>
  );
}

function Board({ figures, batches }: { figures: Figures | undefined; batches: Batches | undefined }) {
  const { t } = useText();
  const { number, percent } = useFormats();
  const sums = [
    ['codes', number(figures?.codes ?? 0)],
    ['claimed', number(figures?.claimed ?? 0)],
    ['rate', percent(figures?.codes ? figures.claimed / figures.codes : 0)],
    ['members', number(figures?.members ?? 0)],
    ['issued', number(figures?.pointsIssued ?? 0)],
    ['redeemed', number(figures?.pointsRedeemed ?? 0)],
    ['outstanding', number(figures?.pointsOutstanding ?? 0)],
  ] as const;
  return (
    <>
      <div className="figures">
        {sums.map(([name, value]) => <Card key={name}><Statistic title={t(`overview.${name}`)} value={value} loading={!figures} /></Card>)}
      </div>
      <div className="columns wide">
        <Card title={t('overview.pointsByDay')}>{figures ? <PointsByDay days={figures.days} /> : <Waiting />}</Card>
        <Card title={t('overview.activityByDay')}>{figures ? <ActivityByDay days={figures.days} /> : <Waiting />}</Card>
      </div>
      <Card title={t('overview.byBatch')} extra={batches && t('overview.recent', { count: batches.length })}>
        {!batches ? <Waiting /> : batches.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('batches.none')} /> : <RateByBatch batches={batches} />}
      </Card>
    </>
  );
}

/** As high as the chart that comes in its place, so that nothing jumps. */
function Waiting() {
  return <div className="chart"><Skeleton active title={false} paragraph={{ rows: 6 }} /></div>;
}

function PointsByDay({ days }: { days: Figures['days'] }) {
  const { t } = useText();
  const { number } = useFormats();
  const names = useMemo(() => days.map((day) => day.day.slice(5)), [days]);
  const series = useMemo(() => [
    { name: t('overview.in'), values: days.map((day) => day.pointsIn) },
    { name: t('overview.out'), values: days.map((day) => day.pointsOut) },
  ], [days, t]);
  return <Chart label={t('overview.pointsByDay')} kind="bar" names={names} series={series} show={number} />;
}

function ActivityByDay({ days }: { days: Figures['days'] }) {
  const { t } = useText();
  const { number } = useFormats();
  const names = useMemo(() => days.map((day) => day.day.slice(5)), [days]);
  const series = useMemo(() => {
    const of = (kind: string) => days.map((day) => day.kinds.find((each) => each.kind === kind)?.postings ?? 0);
    return [
      { name: t('overview.claims'), values: of('CLAIM') },
      { name: t('overview.redemptions'), values: of('REDEMPTION') },
      { name: t('overview.newMembers'), values: days.map((day) => day.newMembers) },
    ];
  }, [days, t]);
  return <Chart label={t('overview.activityByDay')} kind="line" names={names} series={series} show={number} />;
}

function RateByBatch({ batches }: { batches: Batches }) {
  const { t } = useText();
  const { percent } = useFormats();
  const names = useMemo(() => batches.map((batch) => batch.name).reverse(), [batches]);
  const series = useMemo(
    () => [{ name: t('overview.rate'), values: batches.map((batch) => (batch.codes ? batch.claimed / batch.codes : 0)).reverse() }],
    [batches, t],
  );
  return <Chart label={t('overview.byBatch')} kind="bar" names={names} series={series} show={percent} />;
}
