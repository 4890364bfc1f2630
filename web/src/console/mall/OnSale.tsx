import { App, Switch } from 'antd';
import { useMutation } from 'urql';
import { type ItemRowFragment, SetOnSaleDocument } from '../../gql/graphql';
import { useText } from '../words';

/** Whether members see an item. Asking twice is asking once, so nothing has to be kept for a lost answer. */
export function OnSale({ item, onChanged }: { item: ItemRowFragment; onChanged: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [{ fetching }, set] = useMutation(SetOnSaleDocument);

  async function change(onSale: boolean) {
    const { data } = await set({ itemId: item.id, onSale });
    const changed = data?.setMallItemOnSale.mallItem;
    if (changed) void message.success(t(changed.onSale ? 'mall.putOnSale' : 'mall.takenOffSale', { name: item.name }));
    else void message.error(t(data ? 'mall.MallItemNotFoundError' : 'app.error'));
    onChanged();
  }

  return (
    <Switch
      checked={item.onSale}
      loading={fetching}
      onChange={(onSale) => void change(onSale)}
      checkedChildren={t('mall.onSale')}
      unCheckedChildren={t('mall.offSale')}
      aria-label={t('mall.saleOf', { name: item.name })}
    />
  );
}
