import { App, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useClient } from 'urql';
import { AdjustDocument } from '../../gql/graphql';
import { useDeed } from '../look/useDeed';
import { useFormats } from '../program';
import { useText } from '../words';

interface Fields {
  points: number;
  reason: string;
}

interface Props {
  readonly member: { readonly id: string };
  readonly onClose: () => void;
  readonly onAdjusted: () => void;
}

/** Posts points by hand, with a reason that stays in the account for good. */
export function AdjustPoints({ member, onClose, onAdjusted }: Props) {
  const { t } = useText();
  const { number } = useFormats();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState('');

  async function submit({ points, reason }: Fields) {
    setProblem('');
    const data = await run((requestId) => client.mutation(AdjustDocument, { input: { memberId: member.id, points, reason: reason.trim(), requestId } }).toPromise());
    const payload = data?.adjustPoints;
    const error = payload?.errors?.[0];
    if (payload?.posting) {
      void message.success(t('members.adjusted', { points: number(payload.posting.balanceAfter) }));
      onAdjusted();
      onClose();
    } else if (payload?.proposal) {
      void message.info(t('members.proposed'), 6);
      onClose();
    } else if (error?.__typename === 'InsufficientPointsError') {
      setProblem(t('members.InsufficientPointsError', { balance: number(error.balance) }));
    } else if (error?.__typename === 'PointsOutOfRangeError') {
      setProblem(t('app.range', { min: number(error.min), max: number(error.max) }));
    } else if (error) {
      setProblem(t(`members.${error.__typename}`));
    }
  }

  return (
    <Modal open title={t('members.adjust')} okText={t('members.adjust')} okButtonProps={{ loading: busy }} cancelText={t('app.cancel')} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="points" label={t('members.points')} extra={t('members.adjustHint')} rules={[{ required: true, message: t('app.required') }]} validateStatus={problem ? 'error' : undefined} help={problem || undefined}>
          <InputNumber precision={0} autoFocus style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="reason" label={t('members.reason')} rules={[{ required: true, whitespace: true, message: t('app.required') }]}>
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
