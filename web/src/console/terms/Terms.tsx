import { App, Button, Card, Form, Input, InputNumber, Select, Skeleton, Switch, Table } from 'antd';
import { useMutation, useQuery } from 'urql';
import type { ExpiryKind, SetProgramTermsInput, TermsFragment } from '../../gql/graphql';
import { SetTermsDocument, TermsDocument } from '../../gql/graphql';
import { Failed, PageHead, ScrollPlace } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';

const expiries: ExpiryKind[] = ['NEVER', 'FIXED_MONTHS', 'END_OF_MONTH', 'END_OF_QUARTER', 'END_OF_YEAR', 'ROLLING'];

type Fields = Pick<SetProgramTermsInput, 'expiryPolicy' | 'pendingDays' | 'pointsAsCash' | 'transfers' | 'adjustmentLimit'>;

/** How points live: when they lapse, what they are worth at the till, who may give them on, and the members' levels. */
export default function Terms() {
  const { t } = useText();
  const [{ data, error }, reload] = useQuery({ query: TermsDocument, requestPolicy: 'cache-and-network' });
  return (
    <div className="stack">
      <PageHead title={t('nav.terms')} />
      {error && !data
        ? <Failed retry={() => reload({ requestPolicy: 'network-only' })} />
        : data ? <Everything terms={data.program} /> : <Card><Skeleton active paragraph={{ rows: 12 }} /></Card>}
    </div>
  );
}

function Everything({ terms }: { terms: TermsFragment }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [{ fetching }, set] = useMutation(SetTermsDocument);

  async function submit(input: Fields) {
    const { data } = await set({ input });
    const refusal = data?.setProgramTerms.errors?.[0];
    if (refusal?.__typename === 'TermOutOfRangeError') void message.error(`${t('terms.refused')} ${refusal.term}: ${t('app.range', { min: refusal.min, max: refusal.max })}`);
    else if (refusal) void message.error(refusal.message);
    else void message[data ? 'success' : 'error'](t(data ? 'terms.saved' : 'app.error'));
  }

  const { expiryPolicy, pendingDays, pointsAsCash, transfers, adjustmentLimit } = terms;
  return (
    <Form form={form} layout="vertical" onFinish={submit} initialValues={{ expiryPolicy, pendingDays, pointsAsCash, transfers, adjustmentLimit }}>
      <div className="stack">
        <div className="columns">
          <Card title={t('terms.expiry')}>
            <Form.Item name={['expiryPolicy', 'kind']} label={t('terms.expiryKind')}><Select options={expiries.map((value) => ({ value, label: t(`terms.${value}`) }))} /></Form.Item>
            <Whole name={['expiryPolicy', 'months']} label={t('terms.months')} />
            <Whole name={['expiryPolicy', 'birthdayMonths']} label={t('terms.birthdayMonths')} />
            <Whole name="pendingDays" label={t('terms.pendingDays')} />
          </Card>
          <Card title={t('terms.cash')}>
            <Whole name={['pointsAsCash', 'pointsPerYuan']} label={t('terms.pointsPerYuan', { currency: terms.currency })} />
            <Whole name={['pointsAsCash', 'maxPercent']} label={t('terms.maxPercent')} />
            <Whole name={['pointsAsCash', 'holdMinutes']} label={t('terms.holdMinutes')} />
            <Whole name="adjustmentLimit" label={t('terms.adjustmentLimit')} />
          </Card>
          <Card title={t('terms.transfers')}>
            <Form.Item name={['transfers', 'allowed']} label={t('terms.allowed')} valuePropName="checked"><Switch /></Form.Item>
            <Whole name={['transfers', 'minimum']} label={t('terms.minimum')} />
            <Whole name={['transfers', 'maxPerDay']} label={t('terms.maxPerDay')} />
            <Form.Item name={['transfers', 'lowestTier']} label={t('terms.lowestTier')}>
              <Select allowClear placeholder={t('terms.anyTier')} options={terms.tiers.map(({ id, name }) => ({ value: id, label: name }))} />
            </Form.Item>
          </Card>
        </div>
        <div><Button type="primary" htmlType="submit" size="large" loading={fetching}>{t('terms.save')}</Button></div>
        <Tiers terms={terms} />
      </div>
    </Form>
  );
}

function Whole({ name, label }: { name: string | string[]; label: string }) {
  return <Form.Item name={name} label={label}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>;
}

/** The members' levels, of which names and thresholds are changed here; what a level brings stays with it. */
function Tiers({ terms }: { terms: TermsFragment }) {
  const { t } = useText();
  const { number } = useFormats();
  const { message } = App.useApp();
  const [form] = Form.useForm<Record<string, { name: string; threshold: number }>>();
  const [{ fetching }, set] = useMutation(SetTermsDocument);

  async function submit(values: Record<string, { name: string; threshold: number }>) {
    const tiers = terms.tiers.map((tier) => ({ ...tier, ...values[tier.id] }));
    const { data } = await set({ input: { tierLadder: { ...terms.tierTerms, tiers } } });
    const refusal = data?.setProgramTerms.errors?.[0];
    if (refusal) void message.error(refusal.message);
    else void message[data ? 'success' : 'error'](t(data ? 'terms.saved' : 'app.error'));
  }

  return (
    <Form component={false} form={form} onFinish={submit} initialValues={Object.fromEntries(terms.tiers.map(({ id, name, threshold }) => [id, { name, threshold }]))}>
      <Card
        title={t('terms.tiers')}
        extra={<Button loading={fetching} onClick={() => form.submit()}>{t('terms.saveTiers')}</Button>}
      >
        <p>{t('terms.tiersBy', { measure: t(`terms.${terms.tierTerms.measure}`), window: t(`terms.${terms.tierTerms.window}`), days: number(terms.tierTerms.graceDays) })}</p>
        <ScrollPlace><Table
          dataSource={terms.tiers}
          rowKey="id"
          pagination={false}
          size="middle"
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('terms.tierName'), render: (_, { id }) => <Form.Item noStyle name={[id, 'name']}><Input aria-label={`${t('terms.tierName')} ${id}`} maxLength={50} /></Form.Item> },
            { title: t('terms.threshold'), render: (_, { id }) => <Form.Item noStyle name={[id, 'threshold']}><InputNumber aria-label={`${t('terms.threshold')} ${id}`} min={0} precision={0} /></Form.Item> },
            { title: t('terms.benefits'), render: (_, { benefits }) => (benefits.length === 0 ? '—' : benefits.map(({ kind, value }) => `${kind} ${value}`).join(' · ')) },
          ]}
        /></ScrollPlace>
      </Card>
    </Form>
  );
}
