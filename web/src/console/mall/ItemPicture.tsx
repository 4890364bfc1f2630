import { CameraOutlined, LoadingOutlined, PictureOutlined } from '@ant-design/icons';
import type { ChangeEvent } from 'react';
import type { ItemRowFragment } from '../../gql/graphql';
import { useText } from '../words';
import { usePicture } from './usePicture';

/** An item's picture, and the way to another one. */
export function ItemPicture({ item, onChanged }: { item: ItemRowFragment; onChanged: () => void }) {
  const { t } = useText();
  const { busy, give } = usePicture();

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file && await give(item.id, file)) onChanged();
  }

  return (
    <label className="item-picture" title={t('mall.changePicture')}>
      {item.pictureUrl ? <img src={item.pictureUrl} alt="" width="56" height="56" loading="lazy" /> : <PictureOutlined className="item-no-picture" />}
      <span className="item-picture-change" data-busy={busy}>{busy ? <LoadingOutlined /> : <CameraOutlined />}</span>
      <input type="file" accept="image/*" aria-label={t('mall.changePictureOf', { name: item.name })} onChange={choose} disabled={busy} />
    </label>
  );
}
