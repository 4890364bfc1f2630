import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ProductCodeFilterInput } from '../../gql/graphql';
import { headers } from '../../gateway/client';
import { session } from '../gateway';
import { save } from '../look/download';
import { useFormats } from '../program';
import { useText } from '../words';
import { type Reached, readFrames } from './frames';

/** Saves the codes that the filters leave as a workbook, saying how far it is. */
export function ExportCodes({ where, disabled }: { where: ProductCodeFilterInput; disabled: boolean }) {
  const { t } = useText();
  const { number } = useFormats();
  const { message } = App.useApp();
  const [reached, setReached] = useState<Reached>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function start() {
    const controller = running.current = new AbortController();
    setReached({ rows: 0, total: undefined });
    try {
      const response = await fetch(`/codes/export.xlsx?${parameters(where)}`, {
        headers: { ...headers(session), accept: 'application/vnd.loyalty.frames' },
        signal: controller.signal,
      });
      if (response.status === 401) session.expire();
      if (!response.ok || !response.body) throw new Error(`The export answered ${response.status}.`);
      save(await readFrames(response, setReached), 'codes.xlsx');
      void message.success(t('codes.exported'));
    } catch {
      if (!controller.signal.aborted) void message.error(t('codes.exportFailed'));
    } finally {
      setReached(undefined);
    }
  }

  if (!reached) {
    return <Button icon={<DownloadOutlined />} disabled={disabled} onClick={() => void start()}>{t('codes.export')}</Button>;
  }
  const { rows, total } = reached;
  return (
    <div className="export" role="status" data-testid="export">
      <span className="numeric">{t('codes.exporting')} {number(rows)}{total === undefined ? '' : ` / ${number(total)}`}</span>
      <Progress
        aria-label={t('codes.exporting')}
        size="small"
        status="active"
        showInfo={total !== undefined}
        percent={total ? Math.floor((rows / total) * 100) : 100}
      />
      <Button size="small" onClick={() => running.current?.abort()}>{t('app.cancel')}</Button>
    </div>
  );
}

function parameters(where: ProductCodeFilterInput): URLSearchParams {
  return new URLSearchParams(Object.entries(where).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
}
