import { GiftOutlined, QrcodeOutlined } from '@ant-design/icons';
import { Badge, Card, Empty, Statistic } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Chart } from '../look/Chart';
import { PageHead } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';
import { current, type FeedEvent, momentOf, stretch, watch } from './feed';

const shownStretches = 36;
const day = 24 * 60 * 60 * 1_000;

/** Claims and redemptions as they happen. */
export default function Live() {
  const { t } = useText();
  const { number } = useFormats();
  const wall = useSyncExternalStore(watch, current);
  return (
    <div className="stack">
      <PageHead title={t('nav.live')}>
        <span role="status" data-testid="live" data-connected={wall.connected}>
          <Badge status={wall.connected ? 'processing' : 'warning'} text={t(wall.connected ? 'live.live' : 'live.connecting')} />
        </span>
      </PageHead>
      <div className="figures" role="group" aria-label={t('live.since')}>
        <Card><Statistic title={t('live.claims')} value={number(wall.claims)} /></Card>
        <Card><Statistic title={t('live.points')} value={number(wall.given)} /></Card>
        <Card><Statistic title={t('live.redemptions')} value={number(wall.redemptions)} /></Card>
        <Card><Statistic title={t('live.spent')} value={number(wall.spent)} /></Card>
      </div>
      <div className="columns">
        <Card title={t('live.events')} loading={!wall.loaded}>
          {wall.events.length === 0
            ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('live.waiting')} />
            : <ul className="wall" aria-live="polite" aria-label={t('live.events')} tabIndex={0}>{wall.events.map((event) => <Row key={event.cursor} event={event} />)}</ul>}
        </Card>
        <Card title={t('live.rate')}><Rate rate={wall.rate} /></Card>
      </div>
    </div>
  );
}

function Row({ event }: { event: FeedEvent }) {
  const { t } = useText();
  const { signed, time, moment } = useFormats();
  const when = (at: string) => (Date.now() - Date.parse(at) < day ? time(at) : moment(at));
  const claimed = event.__typename === 'CodeClaimed';
  const member = claimed ? event.member : event.redemption.member;
  const name = member.name ?? member.phone ?? member.id;
  return (
    <li>
      <span className={claimed ? 'wall-mark' : 'wall-mark redeemed'}>{claimed ? <QrcodeOutlined /> : <GiftOutlined />}</span>
      <span className="wall-text">
        {claimed
          ? t('live.claimed', { member: name, code: event.claim.code })
          : t('live.redeemed', { member: name, item: event.redemption.item.name, quantity: event.redemption.quantity })}
        <small>{when(momentOf(event))}{claimed ? ` · ${event.batch.name}` : ''}</small>
      </span>
      <span className={claimed ? 'wall-points gain' : 'wall-points'}>{signed(claimed ? event.claim.points : -event.redemption.points)}</span>
    </li>
  );
}

function Rate({ rate }: { rate: ReadonlyMap<number, number> }) {
  const { t } = useText();
  const { time } = useFormats();
  const [now, setNow] = useState(() => Math.floor(Date.now() / stretch));
  useEffect(() => {
    const timer = setInterval(() => setNow(Math.floor(Date.now() / stretch)), stretch);
    return () => clearInterval(timer);
  }, []);
  const numbers = Array.from({ length: shownStretches }, (_, index) => now - shownStretches + 1 + index);
  return (
    <Chart
      label={t('live.rate')}
      kind="line"
      names={numbers.map((each) => time(new Date(each * stretch).toISOString()))}
      series={[{ name: t('live.rate'), values: numbers.map((each) => rate.get(each) ?? 0) }]}
    />
  );
}
