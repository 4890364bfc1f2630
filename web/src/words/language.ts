import { createInstance } from 'i18next';
import { useMemo, useSyncExternalStore } from 'react';

export type Language = 'zh-CN' | 'en';

/** Every text of a page in both languages, side by side: one that lacks a language does not compile. */
export type Words = Record<string, readonly [zh: string, en: string]>;

type Values = Record<string, string | number>;

const remembered = 'loyalty.language';

/** A page's texts, and the language that it and the browser remember. */
export function speak<W extends Words>(words: W) {
  const i18n = createInstance();
  void i18n.init({
    lng: preferred(),
    fallbackLng: 'zh-CN',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: {
      'zh-CN': { translation: Object.fromEntries(Object.entries(words).map(([key, [zh]]) => [key, zh])) },
      en: { translation: Object.fromEntries(Object.entries(words).map(([key, [, en]]) => [key, en])) },
    },
    initAsync: false,
    showSupportNotice: false,
  });
  document.documentElement.lang = i18n.language;

  const t = (key: keyof W & string, values?: Values): string => i18n.t(key, values);

  function setLanguage(language: Language): void {
    localStorage.setItem(remembered, language);
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }

  function useText() {
    const language = useSyncExternalStore(
      (changed) => {
        i18n.on('languageChanged', changed);
        return () => i18n.off('languageChanged', changed);
      },
      () => i18n.language as Language,
    );
    // A new function for a new language, so that what depends on the texts is made again.
    return useMemo(() => ({ t: (key: keyof W & string, values?: Values) => t(key, values), language, setLanguage }), [language]);
  }

  return { t, useText };
}

function preferred(): Language {
  const chosen = localStorage.getItem(remembered);
  if (chosen === 'zh-CN' || chosen === 'en') return chosen;
  const known = navigator.languages.find((language) => /^(zh|en)\b/i.test(language));
  return known && /^en/i.test(known) ? 'en' : 'zh-CN';
}
