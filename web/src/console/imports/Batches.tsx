import { App, Button, Card, Form, InputNumber, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { BatchesDocument, type BatchRowFragment, SetPointsDocument } from '../../gql/graphql';
import { CursorTable } from '../look/CursorTable';
import { PageHead } from '../look/pieces';
import { useFormats, useProgram } from '../program';
import { useText } from '../words';
import { ImportCodes } from './ImportCodes';

/** What a scan gives, and the codes that can be scanned. */
export default function Batches() {
  const { t } = useText();
  const { number, percent, moment } = useFormats();
  const [version, setVersion] = useState(0);
  return (
    <div className="stack">
      <PageHead title={t('nav.batches')} />
      <div className="columns">
        <ImportCodes onImported={() => setVersion((now) => now + 1)} />
        <PointsPerCode />
      </div>
      <Card title={t('batches.list')}>
        <CursorTable
          query={BatchesDocument}
          variables={{}}
          connection={(data) => data.codeBatches}
          rowKey={(row: BatchRowFragment) => row.id}
          version={version}
          empty={t('batches.none')}
          columns={[
            { title: t('batches.name'), dataIndex: 'name' },
            { title: t('batches.importedAt'), dataIndex: 'importedAt', render: moment },
            { title: t('batches.codes'), dataIndex: 'codes', align: 'right', render: number },
            { title: t('batches.claimed'), dataIndex: 'claimed', align: 'right', render: number },
            {
              title: t('batches.rate'),
              key: 'rate',
              render: (_, { codes, claimed }) => <div className="rate"><Progress aria-label={t('batches.rate')} size="small" percent={codes ? (claimed / codes) * 100 : 0} format={() => percent(codes ? claimed / codes : 0)} /></div>,
            },
            { title: t('batches.points'), dataIndex: 'pointsPerCode', align: 'right', render: (points: number | null) => (points === null ? t('batches.program') : number(points)) },
            { title: t('app.actions'), key: 'see', render: (_, { id }) => <Link to={`/codes?batch=${id}`}>{t('batches.see')}</Link> },
          ]}
        />
      </Card>
    </div>
  );
}

function PointsPerCode() {
  const { t } = useText();
  const { message } = App.useApp();
  const program = useProgram();
  const [form] = Form.useForm<{ points: number }>();
  const [{ fetching }, setPoints] = useMutation(SetPointsDocument);
  useEffect(() => form.setFieldsValue({ points: program?.pointsPerCode }), [program, form]);

  async function submit({ points }: { points: number }) {
    const { data } = await setPoints({ points });
    const refusal = data?.setPointsPerCode.errors?.[0];
    if (refusal) form.setFields([{ name: 'points', errors: [t('app.range', { min: refusal.min, max: refusal.max })] }]);
    else if (data) void message.success(t('batches.saved'));
    else void message.error(t('app.error'));
  }

  return (
    <Card title={t('batches.settings')}>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="points" label={t('batches.perCode')} extra={t('batches.perCodeHint')} rules={[{ required: true, message: t('app.required') }]}>
          <InputNumber min={1} precision={0} style={{ width: '100%' }} size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={fetching}>{t('batches.save')}</Button>
      </Form>
    </Card>
  );
}
