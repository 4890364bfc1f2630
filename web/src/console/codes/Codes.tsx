import { Button, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { BatchesDocument, CodesDocument, type CodesQuery, FindMemberDocument, type ProductCodeFilterInput, type ProductCodeStatus } from '../../gql/graphql';
import { shiftDate, startOfDay } from '../../words/formats';
import { CursorTable } from '../look/CursorTable';
import { DateRange, type Dates, datesOf } from '../look/DateRange';
import { MemberLink, PageHead, Status } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';
import { ExportCodes } from './ExportCodes';
import { VoidCode } from './VoidCode';

type Row = NonNullable<NonNullable<CodesQuery['productCodes']>['nodes']>[number];

const statuses: ProductCodeStatus[] = ['ACTIVE', 'CLAIMED', 'VOID'];
const tones = { ACTIVE: 'good', CLAIMED: 'done', VOID: 'off' } as const;

/** Every code, found by what is known of it. What is looked for lives in the address, so that it can be sent on. */
export default function Codes() {
  const { t } = useText();
  const { number, moment } = useFormats();
  const [search] = useSearchParams();
  const { where, phoneUnknown, pending } = useFilter(search);
  const [ending, setEnding] = useState<string>();
  const [version, setVersion] = useState(0);

  return (
    <div className="stack">
      <PageHead title={t('nav.codes')}><ExportCodes where={where} disabled={pending || phoneUnknown} /></PageHead>
      <Filters key={search.toString().replace(/(after|before|size)=[^&]*&?/g, '')} problem={phoneUnknown ? t('codes.noMember') : undefined} />
      <CursorTable
        query={CodesDocument}
        variables={{ where }}
        connection={(data) => data.productCodes}
        rowKey={(row: Row) => row.code}
        version={version}
        paused={pending || phoneUnknown}
        empty={phoneUnknown ? t('codes.noMember') : t('codes.none')}
        columns={[
          { title: t('codes.code'), dataIndex: 'code', render: (code: string) => <span className="code">{code}</span> },
          { title: t('codes.importedAt'), dataIndex: 'importedAt', render: moment },
          { title: t('codes.batch'), render: (_, { batch }) => batch.name },
          { title: t('codes.status'), dataIndex: 'status', render: (status: ProductCodeStatus) => <Status tone={tones[status]}>{t(`codes.${status}`)}</Status> },
          { title: t('codes.claimedAt'), dataIndex: 'claimedAt', render: (at: string | null) => (at ? moment(at) : '—') },
          { title: t('codes.points'), dataIndex: 'points', align: 'right', render: (points: number | null) => (points === null ? '—' : number(points)) },
          { title: t('codes.member'), render: (_, { claimedBy }) => (claimedBy ? <MemberLink member={claimedBy} /> : '—') },
          {
            title: t('app.actions'),
            key: 'void',
            render: (_, { code, status }) => status === 'ACTIVE' && <Button size="small" danger type="text" onClick={() => setEnding(code)}>{t('codes.void')}</Button>,
          },
        ]}
      />
      {ending && <VoidCode code={ending} onClose={() => setEnding(undefined)} onVoided={() => setVersion((now) => now + 1)} />}
    </div>
  );
}

interface Fields {
  prefix?: string;
  status?: ProductCodeStatus;
  batch?: string;
  phone?: string;
  imported?: Dates;
  claimed?: Dates;
}

function Filters({ problem }: { problem: string | undefined }) {
  const { t } = useText();
  const [search, setSearch] = useSearchParams();
  const [{ data }] = useQuery({ query: BatchesDocument, variables: { first: 100 } });
  const batches = data?.codeBatches?.nodes?.map(({ id, name }) => ({ value: id, label: name })) ?? [];

  function apply({ prefix, status, batch, phone, imported, claimed }: Fields) {
    const next = new URLSearchParams();
    const all = {
      prefix: prefix?.trim(), status, batch, phone: phone?.trim(), importedFrom: imported?.[0], importedTo: imported?.[1],
      claimedFrom: claimed?.[0], claimedTo: claimed?.[1], size: search.get('size'),
    };
    for (const [name, value] of Object.entries(all)) if (value) next.set(name, value);
    setSearch(next);
  }

  return (
    <Form<Fields>
      onFinish={apply}
      initialValues={{
        prefix: search.get('prefix') ?? '',
        status: search.get('status') ?? undefined,
        batch: search.get('batch') ?? undefined,
        phone: search.get('phone') ?? '',
        imported: datesOf(search, 'imported'),
        claimed: datesOf(search, 'claimed'),
      }}
    >
      <div className="filters">
        <Form.Item noStyle name="prefix"><Input allowClear aria-label={t('codes.prefix')} placeholder={t('codes.prefix')} /></Form.Item>
        <Form.Item noStyle name="status"><Select allowClear aria-label={t('codes.status')} placeholder={t('codes.anyStatus')} options={statuses.map((value) => ({ value, label: t(`codes.${value}`) }))} /></Form.Item>
        <Form.Item noStyle name="batch"><Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label={t('codes.batch')} placeholder={t('codes.anyBatch')} options={batches} /></Form.Item>
        <Form.Item noStyle name="phone"><Input allowClear type="tel" aria-label={t('codes.phone')} placeholder={t('codes.phone')} status={problem ? 'error' : undefined} title={problem} /></Form.Item>
        <Labelled text={t('codes.importedAt')}><Form.Item noStyle name="imported"><DateRange label={t('codes.importedAt')} /></Form.Item></Labelled>
        <Labelled text={t('codes.claimedAt')}><Form.Item noStyle name="claimed"><DateRange label={t('codes.claimedAt')} /></Form.Item></Labelled>
        <div className="filter-actions">
          <Button type="primary" htmlType="submit">{t('codes.search')}</Button>
          <Button onClick={() => apply({})}>{t('codes.reset')}</Button>
        </div>
      </div>
    </Form>
  );
}

function Labelled({ text, children }: { text: string; children: React.ReactNode }) {
  return <div className="labelled"><small>{text}</small>{children}</div>;
}

function useFilter(search: URLSearchParams): { where: ProductCodeFilterInput; phoneUnknown: boolean; pending: boolean } {
  const { timeZone } = useFormats();
  const phone = search.get('phone');
  const [{ data, fetching }] = useQuery({ query: FindMemberDocument, variables: { by: { phone: phone ?? '' } }, pause: !phone });
  const member = phone ? data?.member?.id : search.get('member') ?? undefined;
  const text = search.toString();
  const where = useMemo(() => {
    const imported = datesOf(search, 'imported');
    const claimed = datesOf(search, 'claimed');
    const begin = (dates: Dates) => (dates ? startOfDay(dates[0], timeZone) : undefined);
    const end = (dates: Dates) => (dates ? startOfDay(shiftDate(dates[1], 0, 1), timeZone) : undefined);
    return {
      codeStartsWith: search.get('prefix') ?? undefined,
      status: statuses.find((status) => status === search.get('status')),
      batchId: search.get('batch') ?? undefined,
      memberId: member,
      importedFrom: begin(imported),
      importedTo: end(imported),
      claimedFrom: begin(claimed),
      claimedTo: end(claimed),
    };
  }, [text, member, timeZone]);
  const pending = Boolean(phone) && (fetching || !data);
  return { where, phoneUnknown: Boolean(phone) && !pending && !data?.member, pending };
}

