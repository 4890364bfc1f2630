import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Popconfirm } from 'antd';
import { useState } from 'react';
import { useClient } from 'urql';
import {
  type CampaignMoveKind, CampaignOfTemplateDocument, type CampaignRowFragment, CampaignsDocument, type CampaignTemplate, MoveCampaignDocument,
} from '../../gql/graphql';
import { CursorTable } from '../look/CursorTable';
import { PageHead, Status } from '../look/pieces';
import { useDeed } from '../look/useDeed';
import { useFormats } from '../program';
import { useText } from '../words';
import { useRuleText } from './words';

const tones = { PLANNED: 'done', RUNNING: 'good', PAUSED: 'off', ENDED: 'off' } as const;

const templates: CampaignTemplate[] = [
  'CHECK_IN_STREAK', 'NEWCOMER_GIFT', 'REFER_A_FRIEND', 'MEMBER_DAY', 'WEEKEND_DOUBLE', 'FULL_AMOUNT_STEPS', 'BIRTHDAY',
  'REVIEW_REWARD', 'SURVEY', 'STORE_VISIT', 'POINTS_DAY',
];

/** What is on: campaigns with what they have done so far, each begun from a template. */
export default function Campaigns() {
  const { t } = useText();
  const { t: rule, local } = useRuleText();
  const { number, moment } = useFormats();
  const { message } = App.useApp();
  const client = useClient();
  const { busy, run } = useDeed();
  const [version, setVersion] = useState(0);
  const changed = () => setVersion((now) => now + 1);

  async function create(template: CampaignTemplate) {
    const data = await run((requestId) => client.mutation(CampaignOfTemplateDocument, { template, requestId }).toPromise());
    const refusal = data?.createCampaignFromTemplate.errors?.[0];
    if (refusal) void message.error(refusal.message);
    else if (data) void message.success(rule('campaigns.created'));
    changed();
  }

  async function move(id: string, kind: CampaignMoveKind) {
    const data = await run(() => client.mutation(MoveCampaignDocument, { id, move: kind }).toPromise());
    const refusal = data?.moveCampaign.errors?.[0];
    if (refusal) void message.error(refusal.message);
    else if (data) void message.success(rule(`campaigns.done.${kind}`));
    changed();
  }

  return (
    <div className="stack">
      <PageHead title={t('nav.campaigns')}>
        <Dropdown
          trigger={['click']}
          menu={{ items: templates.map((key) => ({ key, label: rule(`template.${key}`) })), onClick: ({ key }) => void create(key as CampaignTemplate) }}
        >
          <Button type="primary" icon={<PlusOutlined />} loading={busy}>{rule('campaigns.create')}</Button>
        </Dropdown>
      </PageHead>
      <CursorTable
        query={CampaignsDocument}
        variables={{}}
        connection={(data) => data.campaigns}
        rowKey={(row: CampaignRowFragment) => row.id}
        version={version}
        empty={rule('campaigns.none')}
        columns={[
          { title: rule('campaigns.theme'), render: (_, { theme, rules }) => <div className="item-words"><strong>{local(theme)}</strong><small>{rules.map(({ name }) => local(name)).join(' · ')}</small></div> },
          { title: rule('campaigns.status'), dataIndex: 'status', render: (status: CampaignRowFragment['status']) => <Status tone={tones[status]}>{rule(`campaigns.${status}`)}</Status> },
          { title: rule('campaigns.time'), render: (_, { from, to }) => `${moment(from)} – ${to ? moment(to) : rule('campaigns.open')}` },
          { title: rule('campaigns.points'), align: 'right', render: (_, { figures }) => number(figures.points) },
          { title: rule('campaigns.members'), align: 'right', render: (_, { figures }) => number(figures.members) },
          { title: rule('campaigns.budget'), align: 'right', render: (_, { budget, figures }) => (budget ? `${number(figures.budgetLeft ?? 0)} / ${number(budget)}` : '—') },
          {
            title: t('app.actions'),
            key: 'ways',
            render: (_, { id, status, launched }) => status !== 'ENDED' && (
              <>
                {launched && status !== 'PAUSED'
                  ? <Button size="small" type="link" onClick={() => void move(id, 'PAUSE')}>{rule('campaigns.PAUSE')}</Button>
                  : <Button size="small" type="link" onClick={() => void move(id, 'LAUNCH')}>{rule('campaigns.LAUNCH')}</Button>}
                <Popconfirm title={rule('campaigns.endHint')} okText={rule('campaigns.END')} cancelText={t('app.cancel')} onConfirm={() => move(id, 'END')}><Button size="small" type="text" danger>{rule('campaigns.END')}</Button></Popconfirm>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
