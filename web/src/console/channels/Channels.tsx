import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { useClient } from 'urql';
import { AddChannelDocument, type ChannelRowFragment, ChannelsDocument, RevokeKeyDocument } from '../../gql/graphql';
import { CursorTable } from '../look/CursorTable';
import { PageHead, Status } from '../look/pieces';
import { useDeed } from '../look/useDeed';
import { useFormats } from '../program';
import { useText } from '../words';
import { IssueKey } from './IssueKey';

/** The systems that send orders and look members up, and the keys by which they are known. */
export default function Channels() {
  const { t } = useText();
  const { moment } = useFormats();
  const [adding, setAdding] = useState(false);
  const [keying, setKeying] = useState<ChannelRowFragment>();
  const [version, setVersion] = useState(0);
  const changed = () => setVersion((now) => now + 1);

  return (
    <div className="stack">
      <PageHead title={t('nav.channels')}><Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('channels.add')}</Button></PageHead>
      <CursorTable
        query={ChannelsDocument}
        variables={{}}
        connection={(data) => data.channels}
        rowKey={(row: ChannelRowFragment) => row.code}
        version={version}
        empty={t('channels.none')}
        columns={[
          { title: t('channels.name'), render: (_, { name, code }) => <div className="item-words"><strong>{name}</strong><small className="code">{code}</small></div> },
          { title: t('channels.addedAt'), dataIndex: 'addedAt', render: moment },
          { title: t('channels.keys'), render: (_, channel) => <Keys channel={channel} onChanged={changed} /> },
          { title: t('app.actions'), key: 'ways', render: (_, channel) => <Button size="small" type="link" onClick={() => setKeying(channel)}>{t('channels.issue')}</Button> },
        ]}
      />
      {adding && <AddChannel onClose={() => setAdding(false)} onAdded={changed} />}
      {keying && <IssueKey channel={keying} onClose={() => setKeying(undefined)} onIssued={changed} />}
    </div>
  );
}

function Keys({ channel, onChanged }: { channel: ChannelRowFragment; onChanged: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const { run } = useDeed();

  async function revoke(id: string) {
    const data = await run(() => client.mutation(RevokeKeyDocument, { channel: channel.code, id }).toPromise());
    if (data?.revokeApiKey.apiKey) void message.success(t('channels.revoked'));
    onChanged();
  }

  if (channel.apiKeys.length === 0) return '—';
  return (
    <ul className="keys">
      {channel.apiKeys.map(({ id, name, revokedAt }) => (
        <li key={id}>
          {name} <span className="code">{id}…</span>
          {revokedAt
            ? <Status tone="off">{t('channels.revoked')}</Status>
            : <Popconfirm title={t('channels.revokeHint')} okText={t('channels.revoke')} cancelText={t('app.cancel')} onConfirm={() => revoke(id)}><Button size="small" type="text" danger>{t('channels.revoke')}</Button></Popconfirm>}
        </li>
      ))}
    </ul>
  );
}

function AddChannel({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [form] = Form.useForm<{ code: string; name: string }>();

  async function submit({ code, name }: { code: string; name: string }) {
    const data = await run(() => client.mutation(AddChannelDocument, { code: code.trim(), name: name.trim() }).toPromise());
    const refusal = data?.addChannel.errors?.[0];
    if (refusal) form.setFields([{ name: 'code', errors: [t(`channels.${refusal.__typename}`)] }]);
    else if (data) {
      void message.success(t('channels.added'));
      onAdded();
      onClose();
    }
  }

  const required = [{ required: true, whitespace: true, message: t('app.required') }];
  return (
    <Modal open title={t('channels.add')} okText={t('channels.add')} okButtonProps={{ loading: busy }} cancelText={t('app.cancel')} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="name" label={t('channels.name')} rules={required}><Input maxLength={50} autoFocus /></Form.Item>
        <Form.Item name="code" label={t('channels.code')} extra={t('channels.codeHint')} rules={required}><Input maxLength={32} /></Form.Item>
      </Form>
    </Modal>
  );
}
