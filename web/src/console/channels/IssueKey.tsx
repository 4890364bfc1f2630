import { Alert, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useClient } from 'urql';
import { type ChannelRowFragment, IssueKeyDocument } from '../../gql/graphql';
import { useDeed } from '../look/useDeed';
import { useText } from '../words';

interface Props {
  readonly channel: ChannelRowFragment;
  readonly onClose: () => void;
  readonly onIssued: () => void;
}

/** Makes a key, and shows it this once: nobody can read it afterwards, not even here. */
export function IssueKey({ channel, onClose, onIssued }: Props) {
  const { t } = useText();
  const client = useClient();
  const { busy, run } = useDeed();
  const [issued, setIssued] = useState<string>();
  const [form] = Form.useForm<{ name: string }>();

  async function submit({ name }: { name: string }) {
    const data = await run(() => client.mutation(IssueKeyDocument, { channel: channel.code, name: name.trim() }).toPromise());
    const { key, errors } = data?.issueApiKey ?? {};
    if (key) {
      setIssued(key);
      onIssued();
    } else if (errors?.[0]) {
      form.setFields([{ name: 'name', errors: [t(`channels.${errors[0].__typename}`)] }]);
    }
  }

  return (
    <Modal open title={t('channels.issueFor', { name: channel.name })} okText={issued ? t('channels.kept') : t('channels.issue')} okButtonProps={{ loading: busy }} cancelText={t('app.cancel')} onOk={issued ? onClose : form.submit} onCancel={onClose}>
      {issued
        ? (
          <>
            <Alert type="warning" showIcon title={t('channels.once')} />
            <Typography.Paragraph className="code issued" copyable>{issued}</Typography.Paragraph>
          </>
        )
        : (
          <Form form={form} layout="vertical" onFinish={submit}>
            <Form.Item name="name" label={t('channels.keyName')} extra={t('channels.keyHint')} rules={[{ required: true, whitespace: true, message: t('app.required') }]}><Input maxLength={50} autoFocus /></Form.Item>
          </Form>
        )}
    </Modal>
  );
}
