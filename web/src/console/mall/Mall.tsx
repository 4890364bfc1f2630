import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type ItemRowFragment, ItemsDocument } from '../../gql/graphql';
import { CursorTable } from '../look/CursorTable';
import { PageHead } from '../look/pieces';
import { useFormats } from '../program';
import { useText } from '../words';
import { AddItem } from './AddItem';
import { ItemPicture } from './ItemPicture';
import { OnSale } from './OnSale';
import { Restock } from './Restock';

/** What members can exchange points for. */
export default function Mall() {
  const { t } = useText();
  const { number } = useFormats();
  const [adding, setAdding] = useState(false);
  const [restocking, setRestocking] = useState<ItemRowFragment>();
  const [version, setVersion] = useState(0);
  const changed = () => setVersion((now) => now + 1);

  return (
    <div className="stack">
      <PageHead title={t('nav.mall')}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('mall.add')}</Button>
      </PageHead>
      <CursorTable
        query={ItemsDocument}
        variables={{}}
        connection={(data) => data.mallItems}
        rowKey={(row: ItemRowFragment) => row.id}
        version={version}
        empty={t('mall.none')}
        columns={[
          { title: t('mall.picture'), key: 'picture', width: 88, render: (_, item) => <ItemPicture item={item} onChanged={changed} /> },
          { title: t('mall.item'), render: (_, item) => <div className="item-words"><strong>{item.name}</strong><small>{item.description}</small></div> },
          { title: t('mall.price'), dataIndex: 'price', align: 'right', render: number },
          { title: t('mall.stock'), dataIndex: 'stock', align: 'right', render: (stock: number) => <span className={stock === 0 ? 'loss' : undefined}>{number(stock)}</span> },
          { title: t('mall.sale'), key: 'sale', render: (_, item) => <OnSale item={item} onChanged={changed} /> },
          {
            title: t('app.actions'),
            key: 'ways',
            render: (_, item) => (
              <>
                <Button size="small" type="link" onClick={() => setRestocking(item)}>{t('mall.restock')}</Button>
                <Link to={`/redemptions?item=${item.id}`}>{t('mall.redemptions')}</Link>
              </>
            ),
          },
        ]}
      />
      {adding && <AddItem onClose={() => setAdding(false)} onAdded={changed} />}
      {restocking && <Restock item={restocking} onClose={() => setRestocking(undefined)} onRestocked={changed} />}
    </div>
  );
}
