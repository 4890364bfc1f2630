import { App, Form, InputNumber, Modal } from 'antd';
import { useClient } from 'urql';
import { type ItemRowFragment, RestockDocument } from '../../gql/graphql';
import { useDeed } from '../look/useDeed';
import { useText } from '../words';

interface Props {
  readonly item: ItemRowFragment;
  readonly onClose: () => void;
  readonly onRestocked: () => void;
}

/** Adds to an item's stock. */
export function Restock({ item, onClose, onRestocked }: Props) {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [form] = Form.useForm<{ quantity: number }>();

  async function submit({ quantity }: { quantity: number }) {
    const data = await run((requestId) => client.mutation(RestockDocument, { input: { itemId: item.id, quantity, requestId } }).toPromise());
    const error = data?.restockMallItem.errors?.[0];
    if (error?.__typename === 'QuantityOutOfRangeError') {
      form.setFields([{ name: 'quantity', errors: [t('app.range', { min: error.min, max: error.max })] }]);
    } else if (error) {
      void message.error(t(`mall.${error.__typename}`));
    } else if (data) {
      void message.success(t('mall.restocked'));
      onRestocked();
      onClose();
    }
  }

  return (
    <Modal open title={t('mall.restockTitle', { name: item.name })} okText={t('mall.restock')} okButtonProps={{ loading: busy }} cancelText={t('app.cancel')} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="quantity" label={t('mall.quantity')} rules={[{ required: true, message: t('app.required') }]}>
          <InputNumber min={1} precision={0} autoFocus style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
