import { Segmented } from 'antd';
import type { Language } from '../../words/language';
import { useText } from '../words';

/** Between the two languages; each names itself in itself. */
export function LanguageSwitch() {
  const { t, language, setLanguage } = useText();
  return (
    <Segmented<Language>
      size="small"
      aria-label={t('app.language')}
      value={language}
      onChange={setLanguage}
      options={[{ label: '中文', value: 'zh-CN' }, { label: 'EN', value: 'en' }]}
    />
  );
}
