import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { App, Button, Card, Form, Input, InputNumber, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { newRequestId, untilAnswered } from '../../gateway/intentions';
import { ImportCodesDocument, type ImportCodesMutation, type ImportStateFragment } from '../../gql/graphql';
import { download } from '../look/download';
import { useText } from '../words';
import { ImportProgress } from './ImportProgress';

const remembered = 'loyalty.import';

type Refusal = NonNullable<ImportCodesMutation['importProductCodes']['errors']>[number];

/** Takes a file of codes in, and shows it coming in; a reload comes back to the import that runs. */
export function ImportCodes({ onImported }: { onImported: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const [form] = Form.useForm<{ name: string; points?: number }>();
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState('');
  const [uploading, setUploading] = useState(false);
  const [started, setStarted] = useState<string | null>(sessionStorage.getItem(remembered));
  const wish = useRef('');

  function choose(chosen: File) {
    setFile(chosen);
    setProblem('');
    wish.current = newRequestId();
    if (!form.getFieldValue('name')) form.setFieldsValue({ name: chosen.name.replace(/\.\w+$/, '') });
  }

  async function start({ name, points }: { name: string; points?: number }) {
    if (!file) {
      setProblem(t('import.fileFirst'));
      return;
    }
    setUploading(true);
    setProblem('');
    const input = { file, batchName: name.trim(), pointsPerCode: points ?? null, requestId: wish.current };
    const { data } = await untilAnswered(
      () => client.mutation(ImportCodesDocument, { input }).toPromise(),
      () => void message.warning({ key: 'import', content: t('app.unanswered') }),
    );
    setUploading(false);
    const payload = data?.importProductCodes;
    if (payload?.import) show(payload.import);
    else setProblem(payload?.errors?.[0] ? wording(payload.errors[0]) : t('app.error'));
  }

  function show({ id }: ImportStateFragment) {
    sessionStorage.setItem(remembered, id);
    setStarted(id);
  }

  function wording(error: Refusal): string {
    switch (error.__typename) {
      case 'FileTooLargeError': return t('import.FileTooLargeError', { size: Math.floor(error.limitBytes / 1_000_000) });
      case 'PointsOutOfRangeError': return t('app.range', { min: error.min, max: error.max });
      case 'UnreadableFileError': return `${t('import.UnreadableFileError')}：${error.message}`;
      default: return t(`import.${error.__typename}`);
    }
  }

  function again() {
    sessionStorage.removeItem(remembered);
    setStarted(null);
    setFile(undefined);
    form.resetFields();
  }

  useEffect(() => { if (started) form.resetFields(); }, [started, form]);

  return (
    <Card
      title={t('import.title')}
      extra={<Button type="link" icon={<DownloadOutlined />} onClick={() => download('/imports/template.xlsx', 'product-codes.xlsx').catch(() => message.error(t('app.error')))}>{t('import.template')}</Button>}
    >
      {started
        ? <ImportProgress id={started} onFinished={onImported} onAgain={again} />
        : (
          <Form form={form} layout="vertical" onFinish={start}>
            <Form.Item validateStatus={problem ? 'error' : undefined} help={problem || undefined}>
              <Upload.Dragger
                accept=".xlsx,.csv,.txt"
                maxCount={1}
                fileList={file ? [{ uid: wish.current, name: file.name, size: file.size }] : []}
                beforeUpload={(chosen) => {
                  choose(chosen);
                  return false; // It is sent with the form, not by itself.
                }}
                onRemove={() => setFile(undefined)}
              >
                <p className="ant-upload-drag-icon"><InboxOutlined /></p>
                <p className="ant-upload-text">{t('import.drop')}</p>
                <p className="ant-upload-hint">{t('import.dropHint')}</p>
              </Upload.Dragger>
            </Form.Item>
            <div className="columns tight">
              <Form.Item name="name" label={t('import.name')} rules={[{ required: true, whitespace: true, message: t('app.required') }]}><Input maxLength={100} /></Form.Item>
              <Form.Item name="points" label={t('import.points')}><InputNumber min={1} precision={0} placeholder={t('import.pointsHint')} style={{ width: '100%' }} /></Form.Item>
            </div>
            <Button type="primary" htmlType="submit" loading={uploading}>{uploading ? t('import.uploading') : t('import.start')}</Button>
          </Form>
        )}
    </Card>
  );
}
