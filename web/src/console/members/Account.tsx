import { Alert, App, Button, Card, Form, Input, InputNumber, Modal, Statistic, Table } from 'antd';
import { useEffect, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { AccountDocument, type AccountQuery, FreezeDocument, UnfreezeDocument } from '../../gql/graphql';
import { ScrollPlace } from '../look/pieces';
import { useDeed } from '../look/useDeed';
import { useFormats } from '../program';
import { useText } from '../words';

type Points = NonNullable<NonNullable<AccountQuery['member']>['account']>;

/** What a member's points consist of, and the ways to freeze and release them. */
export function Account({ id, version, onChanged }: { id: string; version: number; onChanged: () => void }) {
  const { t } = useText();
  const { number, date, moment } = useFormats();
  const [doing, setDoing] = useState<'freeze' | 'unfreeze'>();
  const [{ data }, reload] = useQuery({ query: AccountDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  useEffect(() => { if (version > 0) reload({ requestPolicy: 'network-only' }); }, [version, reload]);
  const account = data?.member?.account;
  if (!account) return null;
  const parts = ['total', 'pending', 'held', 'frozen', 'debt'] as const;
  return (
    <Card
      title={t('account.title')}
      extra={account.isFrozen
        ? <Button onClick={() => setDoing('unfreeze')}>{t('account.unfreeze')}</Button>
        : <Button danger onClick={() => setDoing('freeze')}>{t('account.freeze')}</Button>}
    >
      {account.isFrozen && <Alert type="warning" showIcon title={t('account.isFrozen')} style={{ marginBottom: 16 }} />}
      <div className="figures">{parts.map((part) => <Statistic key={part} title={t(`account.${part}`)} value={number(account[part])} />)}</div>
      <ScrollPlace><div className="columns wide account-lists">
        <Table
          dataSource={account.lots}
          rowKey="seq"
          size="small"
          pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: t('account.noLots') }}
          columns={[
            { title: t('account.lot'), dataIndex: 'seq', render: (seq: number) => `#${seq}` },
            { title: t('members.points'), dataIndex: 'points', align: 'right', render: number },
            { title: t('account.spendableOn'), dataIndex: 'spendableOn', render: (day: string | null) => (day ? date(day) : t('account.now')) },
            { title: t('account.expiresOn'), dataIndex: 'expiresOn', render: (day: string | null) => (day ? date(day) : t('account.never')) },
          ]}
        />
        {account.holds.length > 0 && (
          <Table
            dataSource={account.holds}
            rowKey="name"
            size="small"
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={[
              { title: t('account.hold'), render: (_, hold) => t(hold.isFreeze ? 'account.frozen' : 'account.held') },
              { title: t('members.points'), dataIndex: 'points', align: 'right', render: number },
              { title: t('account.purpose'), dataIndex: 'purpose' },
              { title: t('account.timesOut'), dataIndex: 'timesOutAt', render: (at: string | null) => (at ? moment(at) : '—') },
            ]}
          />
        )}
      </div></ScrollPlace>
      {doing && <Freezing id={id} account={account} doing={doing} onClose={() => setDoing(undefined)} onDone={onChanged} />}
    </Card>
  );
}

interface FreezingProps {
  readonly id: string;
  readonly account: Points;
  readonly doing: 'freeze' | 'unfreeze';
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Freezing({ id, account, doing, onClose, onDone }: FreezingProps) {
  const { t } = useText();
  const { number } = useFormats();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [form] = Form.useForm<{ points?: number; reason: string }>();

  async function submit({ points, reason }: { points?: number; reason: string }) {
    const done = doing === 'freeze'
      ? (await run((requestId) => client.mutation(FreezeDocument, { input: { memberId: id, points: points ?? null, reason: reason.trim(), requestId } }).toPromise()))?.freezeAccount
      : (await run((requestId) => client.mutation(UnfreezeDocument, { input: { memberId: id, reason: reason.trim(), requestId } }).toPromise()))?.unfreezeAccount;
    const refusal = done?.errors?.[0];
    if (refusal) void message.error(t(`account.${refusal.__typename}`));
    else if (done) {
      void message.success(t('account.done'));
      onDone();
      onClose();
    }
  }

  return (
    <Modal open title={t(`account.${doing}`)} okText={t(`account.${doing}`)} okButtonProps={{ danger: doing === 'freeze', loading: busy }} cancelText={t('app.cancel')} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={submit}>
        {doing === 'freeze' && (
          <Form.Item name="points" label={t('members.points')} extra={t('account.freezeHint', { balance: number(account.balance) })}>
            <InputNumber min={1} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('members.reason')} rules={[{ required: true, whitespace: true, message: t('app.required') }]}><Input.TextArea rows={3} maxLength={200} autoFocus /></Form.Item>
      </Form>
    </Modal>
  );
}
