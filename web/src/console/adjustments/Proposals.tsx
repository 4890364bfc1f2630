import { App, Button, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useClient } from 'urql';
import {
  type AdjustmentProposalStatus, ApproveAdjustmentDocument, type ProposalRowFragment, ProposalsDocument, RejectAdjustmentDocument,
} from '../../gql/graphql';
import { CursorTable } from '../look/CursorTable';
import { MemberLink, PageHead, Status } from '../look/pieces';
import { useDeed } from '../look/useDeed';
import { useFormats } from '../program';
import { useText } from '../words';

const tones = { OPEN: 'done', APPROVED: 'good', REJECTED: 'off' } as const;

/** Adjustments that are too large for one admin alone. */
export default function Proposals() {
  const { t } = useText();
  const { signed, moment } = useFormats();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [search, setSearch] = useSearchParams();
  const [rejecting, setRejecting] = useState<ProposalRowFragment>();
  const [version, setVersion] = useState(0);
  const all = search.get('show') === 'all';
  const changed = () => setVersion((now) => now + 1);

  async function approve({ id }: ProposalRowFragment) {
    const data = await run(() => client.mutation(ApproveAdjustmentDocument, { id }).toPromise());
    const refusal = data?.approveAdjustment.errors?.[0];
    if (refusal) void message.error(t(`proposals.${refusal.__typename}`));
    else if (data) void message.success(t('proposals.approved'));
    changed();
  }

  return (
    <div className="stack">
      <PageHead title={t('nav.proposals')}>
        <Segmented aria-label={t('proposals.show')} value={all ? 'all' : 'open'} onChange={(show) => setSearch(show === 'all' ? { show } : {})} options={[{ value: 'open', label: t('proposals.open') }, { value: 'all', label: t('proposals.all') }]} />
      </PageHead>
      <CursorTable
        query={ProposalsDocument}
        variables={{ open: all ? null : true }}
        connection={(data) => data.adjustmentProposals}
        rowKey={(row: ProposalRowFragment) => row.id}
        version={version}
        empty={t('proposals.none')}
        columns={[
          { title: t('proposals.at'), dataIndex: 'proposedAt', render: moment },
          { title: t('proposals.member'), render: (_, { member }) => (member ? <MemberLink member={member} /> : '—') },
          { title: t('proposals.points'), dataIndex: 'points', align: 'right', render: signed },
          { title: t('proposals.reason'), dataIndex: 'reason' },
          { title: t('proposals.by'), dataIndex: 'proposedBy' },
          { title: t('proposals.status'), dataIndex: 'status', render: (status: AdjustmentProposalStatus, { decidedBy }) => <><Status tone={tones[status]}>{t(`proposals.${status}`)}</Status> {decidedBy}</> },
          {
            title: t('app.actions'),
            key: 'ways',
            render: (_, row) => row.status === 'OPEN' && (
              <>
                <Button size="small" type="link" disabled={busy} onClick={() => void approve(row)}>{t('proposals.approve')}</Button>
                <Button size="small" type="text" danger onClick={() => setRejecting(row)}>{t('proposals.reject')}</Button>
              </>
            ),
          },
        ]}
      />
      {rejecting && <Reject proposal={rejecting} onClose={() => setRejecting(undefined)} onRejected={changed} />}
    </div>
  );
}

function Reject({ proposal, onClose, onRejected }: { proposal: ProposalRowFragment; onClose: () => void; onRejected: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [form] = Form.useForm<{ reason: string }>();

  async function submit({ reason }: { reason: string }) {
    const data = await run(() => client.mutation(RejectAdjustmentDocument, { id: proposal.id, reason: reason.trim() }).toPromise());
    const refusal = data?.rejectAdjustment.errors?.[0];
    if (!data) return;
    if (refusal) void message.error(t(`proposals.${refusal.__typename}`));
    else void message.success(t('proposals.rejected'));
    onRejected();
    onClose();
  }

  return (
    <Modal open title={t('proposals.reject')} okText={t('proposals.reject')} okButtonProps={{ danger: true, loading: busy }} cancelText={t('app.cancel')} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="reason" label={t('proposals.reason')} rules={[{ required: true, whitespace: true, message: t('app.required') }]}><Input.TextArea rows={3} maxLength={200} autoFocus /></Form.Item>
      </Form>
    </Modal>
  );
}
