import { Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { RedemptionsDocument, type RedemptionsQuery } from '../../gql/graphql';
import { shiftDate, startOfDay } from '../../words/formats';
import { CursorTable } from '../look/CursorTable';
import { DateRange, datesOf } from '../look/DateRange';
import { MemberLink, PageHead, Status } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';

type Row = NonNullable<NonNullable<RedemptionsQuery['redemptions']>['nodes']>[number];

/** Who exchanged points for what. */
export default function Redemptions() {
  const { t } = useText();
  const { number, moment, timeZone } = useFormats();
  const [search, setSearch] = useSearchParams();
  const dates = datesOf(search, 'redeemed');
  const item = search.get('item');
  const member = search.get('member');
  const change = (changes: Record<string, string | null>) => setSearch((now) => {
    const next = new URLSearchParams(now);
    for (const name of ['after', 'before']) next.delete(name);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return next;
  });

  return (
    <div className="stack">
      <PageHead title={t('nav.redemptions')}>
        {item && <Tag closable onClose={() => change({ item: null })}>{t('redemptions.ofItem', { item })}</Tag>}
        {member && <Tag closable onClose={() => change({ member: null })}>{t('redemptions.ofMember', { member })}</Tag>}
        <DateRange label={t('redemptions.range')} value={dates} onChange={(chosen) => change({ redeemedFrom: chosen?.[0] ?? null, redeemedTo: chosen?.[1] ?? null })} />
      </PageHead>
      <CursorTable
        query={RedemptionsDocument}
        variables={{
          where: {
            itemId: item,
            memberId: member,
            from: dates ? startOfDay(dates[0], timeZone) : undefined,
            to: dates ? startOfDay(shiftDate(dates[1], 0, 1), timeZone) : undefined,
          },
        }}
        connection={(data) => data.redemptions}
        rowKey={(row: Row) => row.id}
        empty={t('redemptions.none')}
        columns={[
          { title: t('redemptions.at'), dataIndex: 'redeemedAt', render: moment },
          { title: t('redemptions.member'), render: (_, row) => <MemberLink member={row.member} /> },
          { title: t('redemptions.item'), render: (_, row) => <Link to={`/redemptions?item=${row.item.id}`}>{row.item.name}</Link> },
          { title: t('redemptions.quantity'), dataIndex: 'quantity', align: 'right', render: number },
          { title: t('redemptions.points'), dataIndex: 'points', align: 'right', render: number },
          { title: t('redemptions.status'), dataIndex: 'status', render: (status: Row['status']) => <Status tone="good">{t(`redemptions.${status}`)}</Status> },
        ]}
      />
    </div>
  );
}
