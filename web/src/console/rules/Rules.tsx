import { Alert, App, Button, Card, Empty, Skeleton, Table } from 'antd';
import { useMutation, useQuery } from 'urql';
import { PublishRulesDocument, type RuleRowFragment, RulesDocument } from '../../gql/graphql';
import { Failed, PageHead, ScrollPlace } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';
import { Simulate } from './Simulate';
import { useRuleText } from './words';

/** Which rules give points now, which will, and what an event would earn by them. */
export default function Rules() {
  const { t } = useText();
  const { t: rule } = useRuleText();
  const { moment } = useFormats();
  const { message } = App.useApp();
  const [{ data, error }, reload] = useQuery({ query: RulesDocument, requestPolicy: 'cache-and-network' });
  const [{ fetching }, publish] = useMutation(PublishRulesDocument);
  const rules = data?.earningRules;

  async function start(revision: number) {
    const answer = await publish({ revision });
    const refusal = answer.data?.publishRuleDraft.errors?.[0];
    if (refusal) void message.error(refusal.message);
    else void message[answer.data ? 'success' : 'error'](answer.data ? rule('rules.published') : t('app.error'));
    reload({ requestPolicy: 'network-only' });
  }

  if (error && !data) return <div className="stack"><PageHead title={t('nav.rules')} /><Failed retry={() => reload({ requestPolicy: 'network-only' })} /></div>;
  return (
    <div className="stack">
      <PageHead title={t('nav.rules')} />
      {rules?.waiting.map((set) => <Alert key={set.version} type="info" showIcon title={rule('rules.waiting', { version: set.version, moment: moment(set.effectiveFrom), count: set.rules.length })} />)}
      <div className="columns wide">
        <Card title={rules?.inForce ? rule('rules.inForce', { version: rules.inForce.version }) : rule('rules.now')}>
          {!rules ? <Skeleton active /> : rules.inForce ? <List rules={rules.inForce.rules} /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={rule('rules.none')} />}
        </Card>
        <Simulate />
      </div>
      <Card
        title={rules ? rule('rules.draft', { revision: rules.draft.revision }) : rule('rules.draftAlone')}
        extra={rules && rules.draft.rules.length > 0 && <Button type="primary" loading={fetching} onClick={() => void start(rules.draft.revision)}>{rule('rules.publish')}</Button>}
      >
        {!rules ? <Skeleton active /> : rules.draft.rules.length > 0 ? <List rules={rules.draft.rules} /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={rule('rules.draftNone')} />}
      </Card>
    </div>
  );
}

function List({ rules }: { rules: RuleRowFragment[] }) {
  const { t: rule, local } = useRuleText();
  const { number } = useFormats();
  return (
    <ScrollPlace><Table
      dataSource={rules}
      rowKey="id"
      size="small"
      pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: rule('rules.name'), render: (_, { name, id }) => <div className="item-words"><strong>{local(name)}</strong><small className="code">{id}</small></div> },
        { title: rule('rules.when'), render: (_, { triggers }) => triggers.map((kind) => rule(`event.${kind}`)).join(' · ') },
        { title: rule('rules.gives'), render: (_, { effect }) => rule(`effect.${effect.__typename!}`) },
        { title: rule('rules.stacking'), dataIndex: 'stacking', render: (kind: RuleRowFragment['stacking']) => rule(`stacking.${kind}`) },
        { title: rule('rules.cap'), dataIndex: 'capPerDay', align: 'right', render: (cap: number | null) => (cap === null ? '—' : number(cap)) },
      ]}
    /></ScrollPlace>
  );
}
