import { Alert, App, Button, Card, Form, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { type EarningEventKind, SimulateDocument, type SimulateQuery, TermsDocument } from '../../gql/graphql';
import { useFormats } from '../program';
import { useText } from '../words';
import { events, useRuleText } from './words';

interface Fields {
  kind: EarningEventKind;
  tier: string;
  amount?: number;
  draft: boolean;
}

/** What an event would earn, rule by rule, before anybody sends it. */
export function Simulate() {
  const { t } = useText();
  const { t: rule } = useRuleText();
  const { number } = useFormats();
  const { message } = App.useApp();
  const client = useClient();
  const [{ data: terms }] = useQuery({ query: TermsDocument });
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<SimulateQuery['simulateEvent']>();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form);
  const tiers = terms?.program.tiers ?? [];

  async function submit({ kind: event, tier, amount, draft }: Fields) {
    setBusy(true);
    const lines = event === 'ORDER_PAID' ? [{ product: 'any', amountFen: Math.round((amount ?? 0) * 100) }] : null;
    const { data } = await client.query(SimulateDocument, { input: { event: { kind: event, lines }, member: { tier }, withDraft: draft } }, { requestPolicy: 'network-only' });
    setBusy(false);
    setResult(data?.simulateEvent);
    if (!data) void message.error(t('app.error'));
  }

  return (
    <Card title={rule('simulate.title')}>
      <Form form={form} layout="vertical" onFinish={submit} initialValues={{ kind: 'ORDER_PAID', amount: 100, draft: false }}>
        <div className="columns tight">
          <Form.Item name="kind" label={rule('simulate.event')}><Select virtual={false} listHeight={420} options={events.map((value) => ({ value, label: rule(`event.${value}`) }))} /></Form.Item>
          <Form.Item name="tier" label={rule('simulate.tier')} rules={[{ required: true, message: t('app.required') }]}><Select options={tiers.map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
          {kind === 'ORDER_PAID' && <Form.Item name="amount" label={rule('simulate.amount')}><InputNumber min={0} precision={2} style={{ width: '100%' }} /></Form.Item>}
          <Form.Item name="draft" label={rule('simulate.draft')} valuePropName="checked"><Switch /></Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={busy}>{rule('simulate.start')}</Button>
      </Form>
      {result && (
        <div className="simulated" role="status">
          <Alert type={result.award.points > 0 ? 'success' : 'info'} showIcon title={rule('simulate.points', { points: number(result.award.points) })} />
          <ul>
            {result.findings.map(({ ruleId, verdict }) => {
              const part = result.award.parts.find((each) => each.ruleId === ruleId);
              return <li key={ruleId}><span className="code">{ruleId}</span><span>{part ? `${number(part.points)} · ${part.explanation}` : rule(`verdict.${verdict}`)}</span></li>;
            })}
          </ul>
        </div>
      )}
    </Card>
  );
}
