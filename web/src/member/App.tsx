import { lazy, Suspense, useEffect } from 'react';
import { Link, NavLink, Outlet, Route, Routes, useLocation, useParams } from 'react-router';
import { useSession } from '../gateway/session';
import { codeOfAddress, PendingClaims } from './scan/PendingClaims';
import { Home } from './Home';
import { Icon } from './look/Icon';
import { Empty, Loading, Offline, Toasts } from './look/pieces';
import { Mine } from './me';
import { SignIn } from './SignIn';
import { session } from './gateway';
import { useText } from './words';

// The first screen needs neither the camera nor the mall.
const Scan = lazy(() => import('./scan/Scan'));
const Mall = lazy(() => import('./mall/Mall'));
const Points = lazy(() => import('./points/Points'));
const MinePage = lazy(() => import('./mine/Mine'));
const MemberCode = lazy(() => import('./mine/MemberCode'));
const Redemptions = lazy(() => import('./mall/Redemptions'));

export function App() {
  const { t, language } = useText();
  const signedIn = useSession(session);
  useEffect(() => { document.title = t('app.title'); }, [t, language]);
  if (!signedIn) {
    return <SignIn />;
  }

  // The key drops what one member's screens hold when another one signs in.
  return (
    <Mine key={signedIn.subject}>
      <PendingClaims>
        <a className="skip" href="#content">{t('app.skip')}</a>
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route element={<Frame />}>
              <Route index element={<Home />} />
              <Route path="points" element={<Points />} />
              <Route path="mall" element={<Mall />} />
              <Route path="redemptions" element={<Redemptions />} />
              <Route path="mine" element={<MinePage />} />
              <Route path="code" element={<MemberCode />} />
              <Route path="*" element={<NotFound />} />
            </Route>
            <Route path="scan" element={<Scan />} />
            <Route path="c/:code" element={<ScanOf />} />
          </Routes>
        </Suspense>
        <Toasts />
      </PendingClaims>
    </Mine>
  );
}

function ScanOf() {
  const { code = '' } = useParams();
  return <Scan given={code} />;
}

function Frame() {
  const { t } = useText();
  const { pathname, search } = useLocation();
  const given = codeOfAddress(search);
  useEffect(() => { scrollTo(0, 0); }, [pathname]);
  if (given) {
    return <Scan given={given} />;
  }

  return (
    <div className="frame">
      <Offline />
      <main id="content" tabIndex={-1}><Outlet /></main>
      <nav className="tabs" aria-label={t('app.navigation')}>
        <NavLink to="/" end><Icon name="home" />{t('app.home')}</NavLink>
        <NavLink to="/points"><Icon name="points" />{t('app.points')}</NavLink>
        <NavLink to="/scan" className="tabs-scan"><span><Icon name="scan" /></span>{t('app.scan')}</NavLink>
        <NavLink to="/mall"><Icon name="mall" />{t('app.mall')}</NavLink>
        <NavLink to="/mine"><Icon name="person" />{t('app.mine')}</NavLink>
      </nav>
    </div>
  );
}

function NotFound() {
  const { t } = useText();
  return <Empty title={t('app.notFound')} action={<Link className="button" to="/">{t('app.toHome')}</Link>} />;
}
