import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { CodesDocument, type CodesQuery, type ProductCodeFilterInput } from '../../gql/graphql';
import { save } from '../look/download';
import { useFormats } from '../program';
import { useText } from '../words';

type Row = NonNullable<NonNullable<CodesQuery['productCodes']>['nodes']>[number];

/** Saves the codes that the filters leave as a table that Excel opens, page after page, saying how far it is. */
export function ExportCodes({ where, disabled }: { where: ProductCodeFilterInput; disabled: boolean }) {
  const { t } = useText();
  const { number, moment } = useFormats();
  const { message } = App.useApp();
  const client = useClient();
  const [rows, setRows] = useState<number>();
  const stopped = useRef(false);

  async function start() {
    stopped.current = false;
    setRows(0);
    const parts: string[] = [line(['code', 'status', 'batch', 'importedAt', 'claimedAt', 'points', 'member'].map((name) => t(`codes.${name}` as 'codes.code')))];
    let after: string | null | undefined;
    let count = 0;
    do {
      const { data } = await client.query(CodesDocument, { where, first: 100, after }, { requestPolicy: 'network-only' });
      const page = data?.productCodes;
      if (!page) {
        void message.error(t('app.error'));
        setRows(undefined);
        return;
      }
      for (const row of page.nodes ?? []) parts.push(line(cells(row)));
      count += page.nodes?.length ?? 0;
      setRows(count);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after && !stopped.current);
    setRows(undefined);
    // The mark at the front tells Excel that the text is UTF-8.
    if (!stopped.current) save(new Blob(['\ufeff', ...parts], { type: 'text/csv;charset=utf-8' }), 'codes.csv');
  }

  const cells = (row: Row) => [
    row.code, t(`codes.${row.status}`), row.batch.name, moment(row.importedAt), row.claimedAt ? moment(row.claimedAt) : '',
    row.points ?? '', row.claimedBy?.phone ?? row.claimedBy?.name ?? '',
  ];

  return rows === undefined
    ? <Button icon={<DownloadOutlined />} disabled={disabled} onClick={() => void start()}>{t('codes.export')}</Button>
    : <Button loading onClick={() => { stopped.current = true; }}>{t('codes.exporting')} {number(rows)}</Button>;
}

// A cell that begins like a formula is a text to Excel only when it says so.
function line(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => {
    const text = typeof cell === 'string' && /^[=+\-@\t]/.test(cell) ? `'${cell}` : String(cell);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(',')}\r\n`;
}
