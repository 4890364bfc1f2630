import { App, Alert, Form, Input, Modal } from 'antd';
import { useClient } from 'urql';
import { VoidCodeDocument } from '../../gql/graphql';
import { useDeed } from '../look/useDeed';
import { useText } from '../words';

/** Ends a code for good. The code itself is the request's name: voiding it twice is voiding it once. */
export function VoidCode({ code, onClose, onVoided }: { code: string; onClose: () => void; onVoided: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [form] = Form.useForm<{ reason: string }>();

  async function submit({ reason }: { reason: string }) {
    const data = await run(() => client.mutation(VoidCodeDocument, { code, reason: reason.trim() }).toPromise());
    const error = data?.voidProductCode.errors?.[0];
    if (error) {
      void message.error(t(`codes.${error.__typename}`));
    } else if (data) {
      void message.success(t('codes.voided'));
    } else {
      return;
    }
    onVoided();
    onClose();
  }

  return (
    <Modal open title={t('codes.voidTitle', { code })} okText={t('codes.void')} okButtonProps={{ danger: true, loading: busy }} cancelText={t('app.cancel')} onOk={form.submit} onCancel={onClose}>
      <Alert type="warning" showIcon title={t('codes.voidHint')} style={{ marginBlock: 12 }} />
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="reason" label={t('codes.reason')} rules={[{ required: true, whitespace: true, message: t('app.required') }]}>
          <Input.TextArea rows={3} maxLength={200} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
