import { Button, Empty, Select, Table, type TableProps } from 'antd';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { type TypedDocumentNode, useQuery } from 'urql';
import { useText } from '../words';
import { Failed, ScrollPlace } from './pieces';

interface Window {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

interface Connection<Row> {
  nodes?: Row[] | null;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string | null; endCursor?: string | null };
}

interface Props<Data, Variables, Row> {
  readonly query: TypedDocumentNode<Data, Variables & Window>;
  readonly variables: Variables;
  readonly connection: (data: Data) => Connection<Row> | null | undefined;
  readonly columns: TableProps<Row>['columns'];
  readonly rowKey: (row: Row) => string;
  readonly empty: string;
  /** A new number loads the page that is shown once more. */
  readonly version?: number;
  readonly paused?: boolean;
}

const sizes = [20, 50, 100];

/** A list as long as it likes: pages are asked for by the cursors of their neighbours, and the page is in the address. */
export function CursorTable<Data, Variables extends object, Row extends object>(props: Props<Data, Variables, Row>) {
  const { t } = useText();
  const [search, setSearch] = useSearchParams();
  const size = sizes.find((known) => String(known) === search.get('size')) ?? sizes[0];
  const window = windowOf(search, size);
  const [{ data, error, fetching, stale }, execute] = useQuery<Data, Variables & Window>({
    query: props.query,
    variables: { ...props.variables, ...window },
    requestPolicy: 'cache-and-network',
    pause: props.paused,
  });
  useEffect(() => { if (props.version) execute({ requestPolicy: 'network-only' }); }, [props.version, execute]);

  const page = data ? props.connection(data) : undefined;
  const turn = (changes: Record<string, string | null | undefined>) => setSearch((now) => {
    const next = new URLSearchParams(now);
    next.delete('after');
    next.delete('before');
    for (const [name, value] of Object.entries(changes)) if (value) next.set(name, value);
    return next;
  });

  if (error && !data) {
    return <Failed retry={() => execute({ requestPolicy: 'network-only' })} />;
  }

  return (
    <ScrollPlace>
      <Table<Row>
        columns={props.columns}
        dataSource={page?.nodes ?? []}
        rowKey={props.rowKey}
        loading={fetching && !stale && !page}
        pagination={false}
        size="middle"
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: fetching ? ' ' : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={props.empty} /> }}
      />
      <div className="pager">
        <Select aria-label={t('app.perPage', { count: size })} value={size} onChange={(count) => turn({ size: String(count) })} options={sizes.map((count) => ({ value: count, label: t('app.perPage', { count }) }))} />
        <span className="frame-space" />
        <Button disabled={!page?.pageInfo.hasPreviousPage} onClick={() => turn({})}>{t('app.first')}</Button>
        <Button disabled={!page?.pageInfo.hasPreviousPage} onClick={() => turn({ before: page?.pageInfo.startCursor })}>{t('app.previous')}</Button>
        <Button disabled={!page?.pageInfo.hasNextPage} onClick={() => turn({ after: page?.pageInfo.endCursor })}>{t('app.next')}</Button>
      </div>
    </ScrollPlace>
  );
}

function windowOf(search: URLSearchParams, size: number): Window {
  const before = search.get('before');
  return before ? { last: size, before } : { first: size, after: search.get('after') };
}
