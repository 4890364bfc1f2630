import { PictureOutlined } from '@ant-design/icons';
import { App, Form, Input, InputNumber, Modal, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { AddItemDocument } from '../../gql/graphql';
import { useDeed } from '../look/useDeed';
import { useText } from '../words';
import { usePicture } from './usePicture';

interface Fields {
  name: string;
  description?: string;
  price: number;
  stock: number;
}

/** Puts an item into the mall, with its picture where one was chosen. */
export function AddItem({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const picturing = usePicture();
  const [picture, setPicture] = useState<File>();
  const [form] = Form.useForm<Fields>();

  async function submit({ name, description, price, stock }: Fields) {
    const data = await run((requestId) => client.mutation(AddItemDocument, {
      input: { name: name.trim(), description: description?.trim() || null, price, stock, requestId },
    }).toPromise());
    const { mallItem, errors } = data?.addMallItem ?? {};
    const error = errors?.[0];
    if (error?.__typename === 'PointsOutOfRangeError') {
      form.setFields([{ name: 'price', errors: [t('app.range', { min: error.min, max: error.max })] }]);
    } else if (error) {
      void message.error(t(`mall.${error.__typename}`));
    } else if (mallItem) {
      // The item is there from here on, whatever becomes of its picture: that can be given later as well.
      if (!picture || await picturing.give(mallItem.id, picture)) void message.success(t('mall.added'));
      onAdded();
      onClose();
    }
  }

  const required = [{ required: true, message: t('app.required') }];
  return (
    <Modal open title={t('mall.add')} okText={t('mall.add')} okButtonProps={{ loading: busy || picturing.busy }} cancelText={t('app.cancel')} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="name" label={t('mall.name')} rules={[{ required: true, whitespace: true, message: t('app.required') }]}><Input maxLength={200} autoFocus /></Form.Item>
        <Form.Item name="description" label={t('mall.description')}><Input.TextArea rows={3} maxLength={2000} /></Form.Item>
        <div className="columns tight">
          <Form.Item name="price" label={t('mall.price')} rules={required}><InputNumber min={1} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item name="stock" label={t('mall.stock')} rules={required}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
        </div>
        <Form.Item label={t('mall.picture')} extra={t('mall.pictureHint')}>
          <Upload.Dragger
            accept="image/*"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(chosen) => {
              setPicture(chosen);
              return false; // It is sent once the item is there.
            }}
          >
            {picture ? <Preview file={picture} /> : <PictureOutlined className="item-drop" />}
          </Upload.Dragger>
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Preview({ file }: { file: File }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <img className="item-preview" src={address} alt={file.name} />;
}
