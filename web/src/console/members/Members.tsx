import { App, Button, Card, Descriptions, Empty, Input, Select, Statistic } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { FindMemberDocument, type FindMemberQuery, type MemberByInput, MemberPostingsDocument, type MemberPostingsQuery, SetTagsDocument } from '../../gql/graphql';
import { CursorTable } from '../look/CursorTable';
import { Failed, Loading, PageHead } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';
import { Account as Points } from './Account';
import { AdjustPoints } from './AdjustPoints';

type Member = NonNullable<FindMemberQuery['member']>;
type Posting = NonNullable<NonNullable<NonNullable<MemberPostingsQuery['member']>['postings']>['nodes']>[number];

/** Finds a member, and shows the account. */
export default function Members() {
  const { t } = useText();
  const [search, setSearch] = useSearchParams();
  const id = search.get('id');
  const phone = search.get('phone');
  const by: MemberByInput | undefined = id ? { id } : phone ? { phone } : undefined;
  return (
    <div className="stack">
      <PageHead title={t('nav.members')} />
      <Input.Search
        key={phone}
        type="tel"
        size="large"
        allowClear
        defaultValue={phone ?? ''}
        placeholder={t('members.search')}
        aria-label={t('members.search')}
        enterButton={t('members.find')}
        style={{ maxWidth: 480 }}
        onSearch={(text) => setSearch(text.trim() ? { phone: text.trim() } : {})}
      />
      {by ? <Account key={id ?? phone} by={by} /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('members.start')} />}
    </div>
  );
}

function Account({ by }: { by: MemberByInput }) {
  const { t } = useText();
  const [{ data, error, fetching }, reload] = useQuery({ query: FindMemberDocument, variables: { by }, requestPolicy: 'cache-and-network' });
  const [version, setVersion] = useState(0);
  if (error && !data) {
    return <Failed retry={() => reload({ requestPolicy: 'network-only' })} />;
  }
  if (!data?.member) {
    return fetching ? <Loading /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(by.phone ? 'members.none' : 'members.noneById')} />;
  }

  const adjusted = () => {
    setVersion((now) => now + 1);
    reload({ requestPolicy: 'network-only' });
  };
  return (
    <>
      <Summary member={data.member} onAdjusted={adjusted} />
      <Points id={data.member.id} version={version} onChanged={adjusted} />
      <Card title={t('members.postings')}><Postings id={data.member.id} version={version} /></Card>
    </>
  );
}

function Summary({ member, onAdjusted }: { member: Member; onAdjusted: () => void }) {
  const { t } = useText();
  const { number, moment } = useFormats();
  const [adjusting, setAdjusting] = useState(false);
  return (
    <Card>
      <div className="columns">
        <Statistic title={t('members.balance')} value={number(member.balance)} styles={{ content: { fontSize: 40, fontWeight: 700 } }} />
        <Descriptions
          column={1}
          items={[
            { key: 'name', label: t('members.name'), children: member.name ?? '—' },
            { key: 'phone', label: t('members.phone'), children: member.phone ?? '—' },
            { key: 'birthday', label: t('members.birthday'), children: member.birthday ?? '—' },
            { key: 'tags', label: t('members.tags'), children: <Tags member={member} /> },
            { key: 'joined', label: t('members.joinedAt'), children: moment(member.joinedAt) },
          ]}
        />
        <div className="page-actions">
          <Button type="primary" onClick={() => setAdjusting(true)}>{t('members.adjust')}</Button>
          <Link to={`/codes?member=${encodeURIComponent(member.id)}`}><Button tabIndex={-1}>{t('members.codes')}</Button></Link>
          <Link to={`/redemptions?member=${encodeURIComponent(member.id)}`}><Button tabIndex={-1}>{t('members.redemptions')}</Button></Link>
        </div>
      </div>
      {adjusting && <AdjustPoints member={member} onClose={() => setAdjusting(false)} onAdjusted={onAdjusted} />}
    </Card>
  );
}

/** What the brand marks the member with, for rules and campaigns to ask for. */
function Tags({ member }: { member: Member }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [{ fetching }, set] = useMutation(SetTagsDocument);

  async function change(tags: string[]) {
    const { data } = await set({ memberId: member.id, tags });
    const refusal = data?.setMemberTags.errors?.[0];
    if (refusal?.__typename === 'TooManyTagsError') void message.error(t('members.TooManyTagsError'));
    else if (!data || refusal) void message.error(t('app.error'));
  }

  return <Select mode="tags" aria-label={t('members.tags')} placeholder={t('members.noTags')} value={member.tags ?? []} loading={fetching} onChange={(tags: string[]) => void change(tags)} style={{ minWidth: 180, width: '100%' }} />;
}

function Postings({ id, version }: { id: string; version: number }) {
  const { t } = useText();
  const { number, signed, moment } = useFormats();
  return (
    <CursorTable
      query={MemberPostingsDocument}
      variables={{ by: { id } }}
      connection={(data) => data.member?.postings}
      rowKey={(row: Posting) => String(row.seq)}
      version={version}
      empty={t('members.postings')}
      columns={[
        { title: t('members.postedAt'), dataIndex: 'postedAt', render: moment },
        { title: t('members.kind'), dataIndex: 'kind', render: (kind: Posting['kind']) => t(`members.${kind}`) },
        { title: t('members.points'), dataIndex: 'points', align: 'right', render: (points: number) => <span className={points > 0 ? 'gain' : 'loss'}>{signed(points)}</span> },
        { title: t('members.after'), dataIndex: 'balanceAfter', align: 'right', render: number },
        { title: t('members.source'), dataIndex: 'source', render: (source: string) => <span className="code">{source}</span> },
        { title: t('members.reason'), dataIndex: 'reason', render: (reason: string | null) => reason ?? '—' },
      ]}
    />
  );
}
