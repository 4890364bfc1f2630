import { useText } from '../words';

/** Between the two languages; each names itself in itself. */
export function LanguageSwitch() {
  const { t, language, setLanguage } = useText();
  return (
    <div className="language" role="group" aria-label={t('app.language')}>
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh-CN'} onClick={() => setLanguage('zh-CN')}>中文</button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => setLanguage('en')}>EN</button>
    </div>
  );
}
