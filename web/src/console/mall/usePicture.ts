import { App } from 'antd';
import { useState } from 'react';
import { useClient } from 'urql';
import { isUnanswered } from '../../gateway/client';
import { SetPictureDocument } from '../../gql/graphql';
import { useText } from '../words';
import { shrink } from './shrink';

/** Gives an item a picture. Sending the same one twice is giving it once, so a lost answer may be asked for again. */
export function usePicture() {
  const { t } = useText();
  const { message } = App.useApp();
  const client = useClient();
  const [busy, setBusy] = useState(false);

  async function give(itemId: string, file: Blob): Promise<boolean> {
    setBusy(true);
    try {
      const picture = await shrink(file).catch(() => undefined);
      if (!picture) {
        void message.error(t('mall.UnreadablePictureError'));
        return false;
      }
      const send = () => client.mutation(SetPictureDocument, { input: { itemId, picture } }).toPromise();
      let { data, error } = await send();
      if (isUnanswered(error)) ({ data, error } = await send());
      const refusal = data?.setMallItemPicture.errors?.[0];
      if (refusal) void message.error(t(`mall.${refusal.__typename}`));
      else if (data) void message.success(t('mall.pictured'));
      else void message.error(t('app.error'));
      return Boolean(data && !refusal);
    } finally {
      setBusy(false);
    }
  }

  return { busy, give };
}
