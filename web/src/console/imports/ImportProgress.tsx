import { DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Progress, Statistic } from 'antd';
import { useEffect } from 'react';
import { useQuery, useSubscription } from 'urql';
import { ImportByIdDocument, ImportProgressDocument } from '../../gql/graphql';
import { download } from '../look/download';
import { useFormats } from '../program';
import { useText } from '../words';

interface Props {
  readonly id: string;
  readonly onFinished: () => void;
  readonly onAgain: () => void;
}

/** An import as it comes in, and how it ended. How many rows a file has is known once it was looked through. */
export function ImportProgress({ id, onFinished, onAgain }: Props) {
  const { t } = useText();
  const { number } = useFormats();
  const { message } = App.useApp();
  const [query] = useQuery({ query: ImportByIdDocument, variables: { id }, requestPolicy: 'network-only' });
  const [live] = useSubscription({ query: ImportProgressDocument, variables: { id } });
  const state = live.data?.codeImportProgress ?? query.data?.codeImport;
  const status = state?.status ?? 'RUNNING';
  useEffect(() => { if (status !== 'RUNNING') onFinished(); }, [status]);
  useEffect(() => { if (query.data && !query.data.codeImport) onAgain(); }, [query.data]);

  const total = state?.rowsTotal;
  const percent = status === 'RUNNING' && total ? Math.floor((state.rowsRead / total) * 100) : 100;
  const heading = status === 'RUNNING' && state && !total ? 'CHECKING' : status;
  const figures = ['rowsRead', 'accepted', 'duplicates', 'rejected'] as const;
  return (
    <div data-testid="import" data-status={status}>
      <div role="status"><strong>{t(`import.${heading}`)}</strong>{state?.batch ? ` · ${state.batch.name}` : ''}</div>
      <Progress
        aria-label={t(`import.${status}`)}
        percent={percent}
        showInfo={status !== 'RUNNING' || Boolean(total)}
        status={status === 'RUNNING' ? 'active' : status === 'FAILED' ? 'exception' : 'success'}
      />
      {state?.problem && <Alert type="error" showIcon title={state.problem} />}
      <div className="import-figures">
        {figures.map((name) => <Statistic key={name} title={t(`import.${name}`)} value={number(state?.[name] ?? 0)} />)}
      </div>
      {state?.rejectedRowsUrl && (
        <Button icon={<DownloadOutlined />} onClick={() => download(state.rejectedRowsUrl!, `rejected-${id}.xlsx`).catch(() => message.error(t('app.error')))}>{t('import.rejectedRows')}</Button>
      )}
      {status !== 'RUNNING' && <Button type="link" onClick={onAgain}>{t('import.again')}</Button>}
    </div>
  );
}
