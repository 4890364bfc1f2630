import { App as Messages, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { Route, Routes } from 'react-router';
import { useSession } from '../gateway/session';
import { Frame } from './Frame';
import { session } from './gateway';
import { Loading, NotFound } from './look/pieces';
import { Program } from './program';
import { SignIn } from './SignIn';
import { useText } from './words';

const Overview = lazy(() => import('./overview/Overview'));
const Batches = lazy(() => import('./imports/Batches'));
const Codes = lazy(() => import('./codes/Codes'));
const Live = lazy(() => import('./live/Live'));
const Mall = lazy(() => import('./mall/Mall'));
const Redemptions = lazy(() => import('./redemptions/Redemptions'));
const Proposals = lazy(() => import('./adjustments/Proposals'));
const Campaigns = lazy(() => import('./rules/Campaigns'));
const Rules = lazy(() => import('./rules/Rules'));
const Channels = lazy(() => import('./channels/Channels'));
const Terms = lazy(() => import('./terms/Terms'));
const Members = lazy(() => import('./members/Members'));

export function App() {
  const { t, language } = useText();
  const signedIn = useSession(session);
  const dark = useDark();
  const still = useWish('(prefers-reduced-motion: reduce)');
  useEffect(() => {
    document.title = t('app.title');
    dayjs.locale(language.toLowerCase());
  }, [t, language]);

  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          motion: !still,
          colorPrimary: dark ? '#17806a' : '#0b6b57',
          colorInfo: dark ? '#3fae92' : '#0b6b57',
          colorLink: dark ? '#5cc3a8' : '#0b6b57',
          borderRadius: 10,
          colorBgLayout: dark ? '#101514' : '#f5f5f3',
          colorBgContainer: dark ? '#1a211f' : '#ffffff',
          colorTextPlaceholder: dark ? '#9daaa4' : '#6b7672',
          colorError: dark ? '#ff8d82' : '#c0291f',
          colorTextTertiary: dark ? '#9daaa4' : '#5f6b66',
          colorTextDescription: dark ? '#9daaa4' : '#5f6b66',
          fontFamily: 'system-ui, -apple-system, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
        },
        components: { Button: { dangerColor: dark ? '#35100b' : '#ffffff' }, Table: { headerBg: 'transparent' }, Menu: { itemBg: 'transparent', itemHeight: 44, itemSelectedBg: dark ? '#1d332d' : '#e5f0ec', itemSelectedColor: dark ? '#6fd0b5' : '#0b6b57' } },
      }}
    >
      <Messages>
        {signedIn
          ? (
            <Program key={signedIn.subject}>
              <Routes>
                <Route element={<Frame />}>
                  <Route index element={<Page of={Overview} />} />
                  <Route path="batches" element={<Page of={Batches} />} />
                  <Route path="codes" element={<Page of={Codes} />} />
                  <Route path="live" element={<Page of={Live} />} />
                  <Route path="mall" element={<Page of={Mall} />} />
                  <Route path="redemptions" element={<Page of={Redemptions} />} />
                  <Route path="members" element={<Page of={Members} />} />
                  <Route path="campaigns" element={<Page of={Campaigns} />} />
                  <Route path="rules" element={<Page of={Rules} />} />
                  <Route path="proposals" element={<Page of={Proposals} />} />
                  <Route path="terms" element={<Page of={Terms} />} />
                  <Route path="channels" element={<Page of={Channels} />} />
                  <Route path="*" element={<NotFound />} />
                </Route>
              </Routes>
            </Program>
          )
          : <SignIn />}
      </Messages>
    </ConfigProvider>
  );
}

function Page({ of: Content }: { of: React.ComponentType }) {
  return <Suspense fallback={<Loading />}><Content /></Suspense>;
}

/** Whether the system asks for dark pages; follows it as it changes. */
export const useDark = () => useWish('(prefers-color-scheme: dark)');

function useWish(wish: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(wish);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(wish).matches,
  );
}
